-- A desk's list goes over all enterprises: without naming one, a party reads the heads of the filings that it has a sight of.
alter policy seen on filing using (stance() = 'party' and (scope() is null or enterprise_id = scope()) and exists (
  select from sight s where s.enterprise_id = filing.enterprise_id and s.filing_id = filing.id and s.organisation_id = actor()));
-- Findings are for who decides, and for who is asked to let go of what is held: they must see why it is held.
alter policy seen on judgement using (stance() = 'party' and (scope() is null or enterprise_id = scope()) and (exists (
  select from sight s where s.enterprise_id = judgement.enterprise_id and s.filing_id = judgement.filing_id
     and s.organisation_id = actor() and s.does = 'decide') or exists (
  select from task t where t.enterprise_id = judgement.enterprise_id and t.filing_id = judgement.filing_id
     and t.organisation_id = actor() and t.act = 'release' and t.state = 'open')));

-- The people of the organisation that asks, and of no other.
drop function colleagues();
create function colleagues() returns table (id uuid, name text, roles text[])
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select p.id, p.name, m.roles from membership m join person p on p.id = m.person_id
   where m.organisation_id = actor() order by p.name, p.id limit 1000;
end;
revoke execute on function colleagues from public;
grant execute on function colleagues to jiamao_app;
