-- What commerce said of a report (R8.14).
create table register.opinion (
  enterprise_id uuid not null,
  report text not null,
  answer text not null,
  text text,
  given_on date not null,
  filing text not null,
  primary key (enterprise_id, report)
);
call platform.guard('register.opinion');
grant update on register.opinion to jiamao_app;
