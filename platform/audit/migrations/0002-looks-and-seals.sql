-- Looks over several owners at once (a desk, a list) are written in one statement: a party writes only that it looked.
drop policy looked on audit;
create policy looked on audit for insert to jiamao_app
  with check (stance() = 'party' and organisation_id = actor() and act in ('look', 'look.list'));
create index audit_looks on audit (enterprise_id, at desc, id desc) where act in ('look', 'look.list');
create index audit_in_time on audit (at desc, id desc);

-- 审计管理员. The auditor of the operator reads the whole log and writes nothing but that he read. The directory comes
-- after this migration, so the function names it when it is asked.
create function is_operator() returns boolean language plpgsql stable as $$
begin
  return exists (select from platform.organisation where id = platform.actor() and party = 'operator');
end $$;
create policy audited on audit for select to jiamao_app using (stance() = 'auditor' and (select is_operator()));
create policy audits on audit for insert to jiamao_app
  with check (stance() = 'auditor' and enterprise_id = actor() and organisation_id = actor() and act like 'audit.%' and (select is_operator()));

-- 封存. Every few seconds what was written since is sealed: each leaf by name, and a chain of heads over all of them. A
-- row that is changed, missing or put in afterwards then differs from its seal. The carrier seals: it sees ids and
-- hashes of all rows and nothing of what they say.
create table audit_seal (
  n bigint primary key,
  until timestamptz not null,
  leaves int not null,
  root bytea not null,
  head bytea not null,
  at timestamptz not null
);
grant select on audit_seal to jiamao_app;
grant select, insert on audit_seal to jiamao_worker;

create table audit_leaf (
  enterprise_id uuid not null,
  id uuid not null,
  seal bigint not null,
  hash bytea not null,
  primary key (enterprise_id, id)
);
call guard('audit_leaf');
revoke insert on audit_leaf from jiamao_app;
create index on audit_leaf (seal, enterprise_id, id);
create policy audited on audit_leaf for select to jiamao_app using (stance() = 'auditor' and (select is_operator()));
grant select, insert on audit_leaf to jiamao_worker;
create policy seals on audit_leaf for all to jiamao_worker using (true) with check (true);
grant select (enterprise_id, id, hash, at) on audit to jiamao_worker;
create policy seals on audit for select to jiamao_worker using (true);

-- The log keeps who by id; whoever may read a line of it is told the name. Persons come after this migration.
create function names_of_people(p_ids uuid[]) returns table (id uuid, name text)
  language plpgsql stable security definer set search_path = platform, pg_temp as $$
begin
  return query select p.id, p.name from platform.person p where p.id = any (p_ids);
end $$;
revoke execute on function names_of_people from public;
grant execute on function names_of_people to jiamao_app;
