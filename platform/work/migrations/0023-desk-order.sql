-- Limits end with their day, so a day's tasks share one: with the id behind it a page is read in order and left, where all of
-- a day's thousands were sorted for fifty.
create index task_desk on task (organisation_id, state, due_at, id);
drop index task_organisation_id_state_due_at_idx;
