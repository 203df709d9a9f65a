-- 投递. What of a notice goes out of the house: a row for each person who wants a letter of it, and for the webhook of the
-- organisation that was told. Written with the notice, so that none is lost; taken by lease, so that a killed sender's goes on.
create table delivery (
  enterprise_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  channel text not null check (channel in ('mail', 'hook')),
  person_id uuid,
  -- What may be said outside: the kind of notice, the type and number of the filing. No text, no figure.
  said jsonb not null,
  digest boolean not null,
  -- A line of the daily letter waits without a time until the day's letter is begun.
  due_at timestamptz,
  state text not null check (state in ('waiting', 'sent', 'failed', 'dropped')),
  -- The letter that it goes in: kept over attempts, so that a repetition can be told from a second letter.
  batch_id uuid,
  attempts int not null,
  lease_until timestamptz,
  -- What came of the last attempt.
  result jsonb,
  at timestamptz not null,
  settled_at timestamptz,
  primary key (enterprise_id, id),
  check ((channel = 'mail') = (person_id is not null))
);
call guard('delivery');
create policy told on delivery for select to jiamao_app using (organisation_id = actor() and stance() = 'party');
grant select, insert, update, delete on delivery to jiamao_worker;
create policy carry on delivery for all to jiamao_worker using (true) with check (true);
create index on delivery (due_at) where state = 'waiting';
create index on delivery (person_id, organisation_id) where state = 'waiting';
create index on delivery (batch_id) where state = 'waiting';
create index on delivery (organisation_id, channel, at);
create index on delivery (settled_at) where state <> 'waiting';
