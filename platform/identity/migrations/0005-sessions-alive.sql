-- Which of these sessions still last, and for whom: asked before something that is live is told on.
create function sessions_alive(p_ids uuid[], p_at timestamptz)
  returns table (id uuid, organisation_id uuid)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select s.id, s.organisation_id
    from session s join membership m on m.person_id = s.person_id and m.organisation_id = s.organisation_id
   where s.id = any (p_ids) and s.ended_at is null and s.expires_at > p_at and s.seen_at + s.idle > p_at;
end;
revoke execute on function sessions_alive from public;
grant execute on function sessions_alive to jiamao_app;
