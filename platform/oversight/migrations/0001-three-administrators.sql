-- 三员分立 (S9.4). Who administrates has that one role and nothing else, and one person is one of the three.
alter table membership add constraint administrator_alone
  check (not roles && array['systemAdmin', 'securityAdmin', 'auditAdmin'] or cardinality(roles) = 1);
create unique index membership_one_administrator on membership (person_id)
  where roles && array['systemAdmin', 'securityAdmin', 'auditAdmin'] and ended_at is null;

-- Who works for an organisation, for the administrator of security: names and roles, no logins.
create function members_of(p_organisation uuid) returns table (person uuid, name text, roles text[])
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select p.id, p.name, m.roles from membership m join person p on p.id = m.person_id
   where m.organisation_id = p_organisation and m.ended_at is null order by p.name, p.id limit 500;
end;
create function has_administrator(p_role text) returns boolean
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select exists (select from membership where p_role = any (roles) and ended_at is null);
end;
-- The auditor asks by name, of persons too.
create function people_named(p_name text) returns table (id uuid)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select p.id from person p where p.name = p_name limit 1000;
end;
revoke execute on function members_of, has_administrator, people_named from public;
grant execute on function members_of, has_administrator, people_named to jiamao_app;

-- 系统管理员 sees what the database is, not what is in it.
grant select on migration to jiamao_app;
