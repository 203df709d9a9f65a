-- Who has taken a task on. The name stands beside it: a desk's list goes over enterprises and reads no persons.
alter table task add column holder_name text, add column claimed_at timestamptz;
-- A desk's list goes by due time and id; many tasks end at 24:00 of one day.
drop index task_organisation_id_state_due_at_idx;
create index on task (organisation_id, state, due_at, id);
create index on task (organisation_id, id);
create index on task (organisation_id, holder_id, due_at, id) where state = 'open' and holder_id is not null;
-- What a desk is looked through for, in small letters that are made once: both titles and the filing's own number.
alter table task add column sought text
  generated always as (lower((title->>'zh') || ' ' || (title->>'en') || ' ' || coalesce(title->>'number', ''))) stored;
