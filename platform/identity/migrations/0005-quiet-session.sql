-- Whose session this is, without its having been used: what a page asks by itself keeps nobody signed in.
create function look_at_session(p_hash bytea, p_at timestamptz)
  returns table (id uuid, person_id uuid, person_name text, login text, second_factor boolean, organisation_id uuid, party text,
    organisation_name text, roles text[], expires_at timestamptz, idle_minutes int)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select s.id, p.id, p.name, l.name, l.factor_confirmed_at is not null, o.id, o.party, o.name, m.roles, s.expires_at,
         (extract(epoch from s.idle) / 60)::int
    from session s
    join person p on p.id = s.person_id
    join login l on l.person_id = s.person_id
    join organisation o on o.id = s.organisation_id
    join membership m on m.person_id = s.person_id and m.organisation_id = s.organisation_id
   where s.hash = p_hash and s.ended_at is null and s.expires_at > p_at and s.seen_at + s.idle > p_at;
end;

-- Which of these sessions still last, and for whom.
create function sessions_alive(p_ids uuid[], p_at timestamptz)
  returns table (id uuid, organisation_id uuid)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select s.id, s.organisation_id
    from session s join membership m on m.person_id = s.person_id and m.organisation_id = s.organisation_id
   where s.id = any (p_ids) and s.ended_at is null and s.expires_at > p_at and s.seen_at + s.idle > p_at;
end;
revoke execute on function look_at_session, sessions_alive from public;
grant execute on function look_at_session, sessions_alive to jiamao_app;
