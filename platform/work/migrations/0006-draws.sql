-- Rows of an office, not of a firm: `enterprise_id` is the office. Who has declared a conflict of interest with a firm is not
-- given its cases; the office reads that whichever firm's rows it works on.
create table conflict (
  enterprise_id uuid not null,
  person_id uuid not null,
  firm_id uuid not null,
  person_name text not null,
  reason text not null,
  declared_at timestamptz not null,
  ended_at timestamptz,
  primary key (enterprise_id, person_id, firm_id)
);
-- A draw of cases: its seed, among whom, what came out. The seed of the next draw is made with this one, and its hash published
-- with it: by then nobody knows what will be drawn.
create table draw (
  enterprise_id uuid not null,
  id uuid not null,
  n int not null,
  seed bytea not null,
  promised bytea,
  next_seed bytea not null,
  next_hash bytea not null,
  officers jsonb not null,
  cases jsonb not null,
  by_person uuid not null,
  by_name text not null,
  business_at timestamptz not null,
  at timestamptz not null,
  primary key (enterprise_id, id),
  unique (enterprise_id, n)
);
call guard('conflict', 'draw');
grant update on conflict to jiamao_app;
create policy office on conflict for select to jiamao_app using (enterprise_id = actor());
