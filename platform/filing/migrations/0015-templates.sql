-- 模板. A content that an enterprise begins with again and again, by the name that it gave it.
create table template (
  enterprise_id uuid not null,
  id uuid not null,
  type text not null,
  name text not null,
  book text,
  content jsonb not null,
  by_person uuid not null,
  by_name text not null,
  at timestamptz not null,
  primary key (enterprise_id, id)
);
call guard('template');
grant delete on template to jiamao_app;
