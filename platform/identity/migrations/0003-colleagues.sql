-- Names of the people of one's own organisation, and of no other: the serving role reads no persons.
create function colleagues() returns table (id uuid, name text)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select p.id, p.name from membership m join person p on p.id = m.person_id where m.organisation_id = actor();
end;
revoke execute on function colleagues from public;
grant execute on function colleagues to jiamao_app;
