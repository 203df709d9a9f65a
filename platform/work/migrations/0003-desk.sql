-- What a person keeps of their desk, one organisation at a time. The organisation owns the rows: an office's are its own,
-- as an enterprise's are.

-- When a person was last at the desk. A pause of half an hour begins a new visit: what came since the one before is new.
create table visit (
  enterprise_id uuid not null,
  person_id uuid not null,
  seen_at timestamptz not null,
  before_at timestamptz,
  primary key (enterprise_id, person_id)
);
-- What a person has put off, to a day before its limit.
create table snooze (
  enterprise_id uuid not null,
  person_id uuid not null,
  matter text not null,
  until date not null,
  at timestamptz not null,
  primary key (enterprise_id, person_id, matter)
);
call guard('visit', 'snooze');
grant update on visit, snooze to jiamao_app;
grant delete on snooze to jiamao_app;
