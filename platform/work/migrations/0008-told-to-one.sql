-- A notice for one person of an organisation, and not for their colleagues. Null: for all of them.
alter table notice add column person_id uuid;
