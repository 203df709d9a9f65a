-- How a person proves who they are. The serving role reads none of these tables: it asks for one login at a time.
create table login (
  person_id uuid primary key references person,
  -- Lower case: two logins that differ in case are one.
  name text not null unique check (name = lower(name)),
  password_hash text not null,
  -- TOTP (RFC 6238): confirmed once a first code was right; the step of the last code that was taken.
  factor_secret text,
  factor_confirmed_at timestamptz,
  factor_step bigint not null default 0,
  at timestamptz not null
);

-- A person at work for one organisation (S2.6): only the hash of what the browser holds is kept.
create table session (
  id uuid primary key,
  hash bytea not null unique,
  person_id uuid not null,
  organisation_id uuid not null,
  idle interval not null,
  address text not null,
  agent text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  foreign key (person_id, organisation_id) references membership (person_id, organisation_id)
);
create index on session (person_id) where ended_at is null;

-- Failures to sign in, by what they slow down (S2.2).
create table sign_in_failure (
  key text primary key,
  failures int not null,
  last_at timestamptz not null
);

create function give_login(p_person uuid, p_name text, p_hash text, p_at timestamptz)
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  insert into login (person_id, name, password_hash, at) values (p_person, lower(p_name), p_hash, p_at);
end;

create function login_of(p_name text)
  returns table (person_id uuid, password_hash text, factor_secret text)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select l.person_id, l.password_hash, case when l.factor_confirmed_at is not null then l.factor_secret end
    from login l where l.name = lower(p_name);
end;

-- Where a person may work, oldest membership first where none is asked for.
create function memberships_of(p_person uuid)
  returns table (organisation_id uuid, name text, party text, roles text[])
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select o.id, o.name, o.party, m.roles
    from membership m join organisation o on o.id = m.organisation_id
   where m.person_id = p_person order by o.at, o.id;
end;

create function open_session(p_id uuid, p_hash bytea, p_person uuid, p_organisation uuid, p_idle interval, p_address text, p_agent text,
  p_at timestamptz, p_expires timestamptz)
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  insert into session values (p_id, p_hash, p_person, p_organisation, p_idle, p_address, p_agent, p_at, p_at, p_expires, null);
end;

-- Whose session this is, while it lasts. That it was seen is written once a minute at most.
create function session_of(p_hash bytea, p_at timestamptz)
  returns table (id uuid, person_id uuid, person_name text, login text, second_factor boolean, organisation_id uuid, party text,
    organisation_name text, roles text[], expires_at timestamptz, idle_minutes int)
  language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  update session s set seen_at = p_at
   where s.hash = p_hash and s.ended_at is null and s.expires_at > p_at and s.seen_at + s.idle > p_at and s.seen_at < p_at - interval '1 minute';
  return query
    select s.id, p.id, p.name, l.name, l.factor_confirmed_at is not null, o.id, o.party, o.name, m.roles, s.expires_at,
           (extract(epoch from s.idle) / 60)::int
      from session s
      join person p on p.id = s.person_id
      join login l on l.person_id = s.person_id
      join organisation o on o.id = s.organisation_id
      join membership m on m.person_id = s.person_id and m.organisation_id = s.organisation_id
     where s.hash = p_hash and s.ended_at is null and s.expires_at > p_at and s.seen_at + s.idle > p_at;
end $$;

create function sessions_of(p_person uuid, p_at timestamptz)
  returns table (id uuid, organisation text, address text, agent text, started_at timestamptz, seen_at timestamptz, expires_at timestamptz)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select s.id, o.name, s.address, s.agent, s.started_at, s.seen_at, s.expires_at
    from session s join organisation o on o.id = s.organisation_id
   where s.person_id = p_person and s.ended_at is null and s.expires_at > p_at and s.seen_at + s.idle > p_at
   order by s.seen_at desc limit 100;
end;

-- Ends one session of a person, or all but one. Says how many ended.
create function end_sessions(p_person uuid, p_only uuid, p_but uuid, p_at timestamptz)
  returns int language plpgsql security definer set search_path = platform, pg_temp as $$
declare v_ended int;
begin
  update session set ended_at = p_at
   where person_id = p_person and ended_at is null and (p_only is null or id = p_only) and id is distinct from p_but;
  get diagnostics v_ended = row_count;
  return v_ended;
end $$;

create function set_password(p_person uuid, p_hash text)
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  update login set password_hash = p_hash where person_id = p_person;
end;

-- A secret is proposed where none counts, confirmed by a first code, or taken away (null).
create function propose_factor(p_person uuid, p_secret text)
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  update login set factor_secret = p_secret, factor_confirmed_at = null, factor_step = 0
   where person_id = p_person and (p_secret is null or factor_confirmed_at is null);
end;
create function proposed_factor(p_person uuid)
  returns text language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select factor_secret from login where person_id = p_person and factor_confirmed_at is null;
end;
create function confirm_factor(p_person uuid, p_step bigint, p_at timestamptz)
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  update login set factor_confirmed_at = p_at, factor_step = p_step where person_id = p_person and factor_secret is not null;
end;

-- A code is good once: the step must be later than the last one that was taken.
create function take_factor_step(p_person uuid, p_step bigint)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  update login set factor_step = p_step where person_id = p_person and factor_step < p_step;
  return found;
end $$;

-- Takes one attempt under each key, before anything is verified: attempts made at once are counted one after another. Says
-- how many seconds to wait where a key has used up its free ones, and then counts nothing. A day without failures forgets
-- those before.
create function take_attempt(p_keys text[], p_free int[], p_longest int, p_at timestamptz)
  returns int language plpgsql security definer set search_path = platform, pg_temp as $$
declare v_until timestamptz;
begin
  insert into sign_in_failure select k, 0, p_at from unnest(p_keys) as k on conflict do nothing;
  perform from sign_in_failure where key = any (p_keys) order by key for update;
  update sign_in_failure set failures = 0 where key = any (p_keys) and last_at < p_at - interval '1 day';
  select max(f.last_at + make_interval(secs => least(2 ^ least(f.failures - u.free, 30), p_longest)))
    into v_until
    from unnest(p_keys, p_free) as u(key, free) join sign_in_failure f on f.key = u.key and f.failures >= u.free;
  if v_until > p_at then return ceil(extract(epoch from v_until - p_at)); end if;
  update sign_in_failure set failures = failures + 1, last_at = p_at where key = any (p_keys);
  return 0;
end $$;
-- Gives attempts back that were none of a guesser, and forgets a key whole where its owner has shown who they are.
create function give_back_attempt(p_back text[], p_forget text[])
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  update sign_in_failure set failures = greatest(failures - 1, 0) where key = any (p_back);
  delete from sign_in_failure where key = any (p_forget);
end;

revoke execute on function give_login, login_of, memberships_of, open_session, session_of, sessions_of, end_sessions, set_password,
  propose_factor, proposed_factor, confirm_factor, take_factor_step, take_attempt, give_back_attempt from public;
grant execute on function give_login, login_of, memberships_of, open_session, session_of, sessions_of, end_sessions, set_password,
  propose_factor, proposed_factor, confirm_factor, take_factor_step, take_attempt, give_back_attempt to jiamao_app;
