-- Who must do what by when. A desk lists by organisation: the only list over enterprises, so the title is kept here.
create table task (
  enterprise_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  filing_id uuid not null,
  act text not null,
  title jsonb not null,
  due_at timestamptz not null,
  needs int not null default 1,
  state text not null check (state in ('open', 'done', 'dropped')),
  holder_id uuid,
  fence int not null default 0,
  at timestamptz not null,
  primary key (enterprise_id, id)
);
call guard('task');
grant update on task to jiamao_app;
create policy desk on task for select to jiamao_app using (organisation_id = actor() and stance() = 'party');
create index on task (organisation_id, state, due_at);
create index on task (enterprise_id, filing_id);

create table notice (
  enterprise_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  filing_id uuid,
  key text not null,
  vals jsonb not null,
  business_at timestamptz not null,
  at timestamptz not null,
  primary key (enterprise_id, id)
);
call guard('notice');
create policy told on notice for select to jiamao_app using (organisation_id = actor() and stance() = 'party');
create index on notice (enterprise_id, organisation_id, at);

-- Long work in the background, such as reading a workbook: leased, with a fence, so that a killed worker's job goes on.
create table job (
  enterprise_id uuid not null,
  id uuid not null,
  kind text not null,
  input jsonb not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed')),
  progress jsonb not null,
  result jsonb,
  lease_until timestamptz,
  fence int not null default 0,
  by_organisation uuid not null,
  by_person uuid,
  at timestamptz not null,
  primary key (enterprise_id, id)
);
call guard('job');
grant update on job to jiamao_app;
grant select, update on job to jiamao_worker;
create policy carry on job for all to jiamao_worker using (true) with check (true);
create index on job (state, lease_until) where state in ('queued', 'running');
