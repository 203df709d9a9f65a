-- What a person has read of what their organisation was told: everything up to a moment, and single notices after it.
create table notice_mark (
  enterprise_id uuid not null,
  person_id uuid not null,
  all_until timestamptz not null,
  primary key (enterprise_id, person_id)
);
create table notice_read (
  enterprise_id uuid not null,
  person_id uuid not null,
  notice_id uuid not null,
  at timestamptz not null,
  primary key (enterprise_id, person_id, notice_id)
);
call guard('notice_mark', 'notice_read');
grant update on notice_mark to jiamao_app;
grant delete on notice_read to jiamao_app;
