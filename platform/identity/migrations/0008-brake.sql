-- A login is guessed from many sources at once: failures are also counted by login over all of them (`p_wide`). That brake
-- holds sources which failed themselves, and among these none from which the login was at work before: its owner goes on.
drop function take_attempt(text[], int[], int, timestamptz);
create function take_attempt(p_keys text[], p_free int[], p_longest int, p_at timestamptz, p_wide text, p_login text, p_source text)
  returns int language plpgsql security definer set search_path = platform, pg_temp as $$
declare
  v_until timestamptz;
  v_is_suspect boolean;
begin
  insert into sign_in_failure select k, 0, p_at from unnest(p_keys) as k on conflict do nothing;
  perform from sign_in_failure where key = any (p_keys) order by key for update;
  update sign_in_failure set failures = 0 where key = any (p_keys) and last_at < p_at - interval '1 day';
  v_is_suspect := exists (select from sign_in_failure where key = any (p_keys) and key <> p_wide and failures > 0)
    and not exists (select from login l join session s on s.person_id = l.person_id
                     where l.name = lower(p_login) and s.source = p_source and s.started_at > p_at - interval '90 days');
  select max(f.last_at + make_interval(secs => least(2 ^ least(f.failures - u.free, 30), p_longest)))
    into v_until
    from unnest(p_keys, p_free) as u(key, free) join sign_in_failure f on f.key = u.key and f.failures >= u.free
   where v_is_suspect or u.key is distinct from p_wide;
  if v_until > p_at then return ceil(extract(epoch from v_until - p_at)); end if;
  update sign_in_failure set failures = failures + 1, last_at = p_at where key = any (p_keys);
  return 0;
end $$;

-- What counts as one source: an address, or the network of an IPv6 one.
alter table session add column source text;
drop function open_session(uuid, bytea, uuid, uuid, interval, text, text, timestamptz, timestamptz);
create function open_session(p_id uuid, p_hash bytea, p_person uuid, p_organisation uuid, p_idle interval, p_address text, p_agent text,
  p_source text, p_at timestamptz, p_expires timestamptz)
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  insert into session (id, hash, person_id, organisation_id, idle, address, agent, source, started_at, seen_at, expires_at)
    values (p_id, p_hash, p_person, p_organisation, p_idle, p_address, p_agent, p_source, p_at, p_at, p_expires);
end;
create index on session (ended_at) where ended_at is not null;
create index on sign_in_failure (last_at);
create index on invitation (expires_at);

-- Sessions whose time ran out and that nobody ended, of organisations whose log can take the leaf.
create function run_out_sessions(p_at timestamptz, p_limit int)
  returns table (id uuid, person_id uuid, organisation_id uuid)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select s.id, s.person_id, s.organisation_id from session s
   where s.ended_at is null and (s.expires_at <= p_at or s.seen_at + s.idle <= p_at)
   order by s.organisation_id limit p_limit;
end;
-- Ends them as of when their time ran out. Says which: another process may have been faster.
create function end_run_out(p_ids uuid[], p_at timestamptz)
  returns table (id uuid, person_id uuid)
  language sql security definer set search_path = platform, pg_temp
begin atomic
  update session s set ended_at = least(s.expires_at, s.seen_at + s.idle)
   where s.id = any (p_ids) and s.ended_at is null and (s.expires_at <= p_at or s.seen_at + s.idle <= p_at)
  returning s.id, s.person_id;
end;

revoke execute on function take_attempt, open_session, run_out_sessions, end_run_out from public;
grant execute on function take_attempt, open_session, run_out_sessions, end_run_out to jiamao_app;
