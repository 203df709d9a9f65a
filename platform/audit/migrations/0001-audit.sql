-- Every act, and every read of somebody else's data: written once, never changed (S9). `hash` is the salted leaf.
create table audit (
  enterprise_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  actor_id uuid,
  act text not null,
  subject uuid,
  purpose text,
  detail jsonb not null,
  salt bytea not null,
  hash bytea not null,
  business_at timestamptz not null,
  at timestamptz not null,
  primary key (enterprise_id, id)
);
call guard('audit');
-- A party that reads another's data writes the row that says so, in the same transaction.
create policy looked on audit for insert to jiamao_app
  with check (enterprise_id = scope() and stance() = 'party' and organisation_id = actor());
create index on audit (enterprise_id, subject);
