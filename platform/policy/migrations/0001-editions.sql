-- Policy is dated data with two time axes (engines §5): valid on a day, known at a moment. Nothing is overwritten.
create table edition (
  id text primary key,
  name jsonb not null,
  ground text not null,
  signed_by uuid[] not null,
  known_from timestamptz not null
);
create table policy_row (
  kind text not null check (kind in ('parameter', 'catalogue', 'setting', 'route', 'calendar')),
  id text not null,
  key text not null,
  n int not null,
  valid_from date not null,
  valid_to date,
  known_from timestamptz not null,
  known_to timestamptz,
  edition text not null references edition,
  body jsonb not null,
  primary key (kind, id, key, n),
  check (valid_to is null or valid_to >= valid_from)
);
grant select, insert on edition, policy_row to jiamao_app;
grant update (known_to) on policy_row to jiamao_app;
