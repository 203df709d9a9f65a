create table filing (
  enterprise_id uuid not null,
  id uuid not null,
  document text not null,
  type text not null,
  own_number text,
  state text not null,
  stage text,
  revision int not null,
  version int not null,
  filer_id uuid not null,
  organisation_id uuid not null,
  title jsonb,
  filed_on date,
  decided_on date,
  edition text,
  route jsonb,
  content_hash bytea,
  book text,
  cycle int,
  about_id uuid,
  entry_id uuid,
  known jsonb not null,
  effort jsonb not null,
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (enterprise_id, id)
);
-- R6.10: one own number is one document, for ever. A draft may have none yet.
create unique index filing_own_number on filing (enterprise_id, document, own_number);
create index on filing (enterprise_id, updated_at desc, id desc);
create index on filing (enterprise_id, book, updated_at desc);
create index on filing (enterprise_id, about_id) where about_id is not null;

-- What was filed, by version: written once. Long lists lie in chunks.
create table filing_part (
  enterprise_id uuid not null,
  filing_id uuid not null,
  version int not null,
  part text not null,
  chunk int not null,
  body jsonb not null,
  primary key (enterprise_id, filing_id, version, part, chunk)
);
-- What is still being written, faults and all.
create table draft_part (
  enterprise_id uuid not null,
  filing_id uuid not null,
  part text not null,
  chunk int not null,
  body jsonb not null,
  primary key (enterprise_id, filing_id, part, chunk)
);
create table filing_event (
  enterprise_id uuid not null,
  filing_id uuid not null,
  n int not null,
  event text not null,
  from_state text,
  to_state text not null,
  actor_id uuid,
  organisation_id uuid not null,
  reason text,
  vals jsonb not null,
  business_at timestamptz not null,
  at timestamptz not null,
  primary key (enterprise_id, filing_id, n)
);
create table judgement (
  enterprise_id uuid not null,
  filing_id uuid not null,
  n int not null,
  version int not null,
  edition text not null,
  strongest text,
  facts jsonb not null,
  findings jsonb not null,
  at timestamptz not null,
  primary key (enterprise_id, filing_id, n)
);
-- Who else may see which parts, why, until when: written by routing, asked by row security.
create table sight (
  enterprise_id uuid not null,
  filing_id uuid not null,
  organisation_id uuid not null,
  view text not null,
  parts text[] not null,
  does text not null,
  ground text not null,
  until date,
  primary key (enterprise_id, filing_id, organisation_id, view)
);
-- The first answer to each idempotency key, an error's too (I4.5).
create table answer (
  enterprise_id uuid not null,
  key text not null,
  request_hash bytea not null,
  status int not null,
  body jsonb not null,
  at timestamptz not null,
  primary key (enterprise_id, key)
);
-- What the platform numbers by itself: a row per enterprise and name, never a sequence (scale rule 2).
create table counter (
  enterprise_id uuid not null,
  name text not null,
  value bigint not null,
  primary key (enterprise_id, name)
);

call guard('filing', 'filing_part', 'draft_part', 'filing_event', 'judgement', 'sight', 'answer', 'counter');
grant update on filing, counter, sight to jiamao_app;
grant update, delete on draft_part to jiamao_app;

-- A party's own list of what it may see, over all enterprises.
create policy mine on sight for select to jiamao_app using (organisation_id = actor() and stance() = 'party');
create index on sight (organisation_id, filing_id);
create policy seen on filing for select to jiamao_app using (stance() = 'party' and enterprise_id = scope() and exists (
  select from sight s where s.enterprise_id = filing.enterprise_id and s.filing_id = filing.id and s.organisation_id = actor()));
create policy seen on filing_event for select to jiamao_app using (stance() = 'party' and enterprise_id = scope() and exists (
  select from sight s where s.enterprise_id = filing_event.enterprise_id and s.filing_id = filing_event.filing_id and s.organisation_id = actor()));
create policy seen on filing_part for select to jiamao_app using (stance() = 'party' and enterprise_id = scope() and exists (
  select from sight s where s.enterprise_id = filing_part.enterprise_id and s.filing_id = filing_part.filing_id
     and s.organisation_id = actor() and filing_part.part = any (s.parts)));
create policy seen on judgement for select to jiamao_app using (stance() = 'party' and enterprise_id = scope() and exists (
  select from sight s where s.enterprise_id = judgement.enterprise_id and s.filing_id = judgement.filing_id
     and s.organisation_id = actor() and s.does = 'decide'));
