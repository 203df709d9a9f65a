-- What browsers said a page's policy refused (S8.2), counted by what, which and where. Anybody may say it: bounded, never trusted.
create table violation (
  directive text not null,
  blocked text not null,
  page text not null,
  count bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (directive, blocked, page)
);
create index on violation (last_at);
grant select, insert, update, delete on violation to jiamao_app;
