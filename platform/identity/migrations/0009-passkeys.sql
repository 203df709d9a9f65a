-- 通行密钥 (WebAuthn): what proves a person by a device of theirs. Public keys only.
create table passkey (
  id uuid primary key,
  person_id uuid not null references person,
  credential bytea not null unique,
  public_key bytea not null,
  -- How often the device says it has signed; 0 for those that do not count.
  counter bigint not null,
  transports text[] not null,
  name text not null,
  at timestamptz not null,
  used_at timestamptz
);
create index on passkey (person_id);

-- A random text that somebody is to sign or to bring back, once and soon; only its hash is kept. `person_id`: who was asked.
create table challenge (
  hash bytea primary key,
  purpose text not null check (purpose in ('register', 'signIn', 'stepUp')),
  person_id uuid references person,
  expires_at timestamptz not null
);
create index on challenge (expires_at);

-- When the person of a session last proved who they are, by the strongest means that they have (S2.7).
alter table session add column proved_at timestamptz;
update session set proved_at = started_at;
alter table session alter column proved_at set not null;

drop function open_session(uuid, bytea, uuid, uuid, interval, text, text, text, timestamptz, timestamptz);
create function open_session(p_id uuid, p_hash bytea, p_person uuid, p_organisation uuid, p_idle interval, p_address text, p_agent text,
  p_source text, p_proved timestamptz, p_at timestamptz, p_expires timestamptz)
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  insert into session (id, hash, person_id, organisation_id, idle, address, agent, source, proved_at, started_at, seen_at, expires_at)
    values (p_id, p_hash, p_person, p_organisation, p_idle, p_address, p_agent, p_source, p_proved, p_at, p_at, p_expires);
end;

drop function session_of(bytea, timestamptz, boolean);
create function session_of(p_hash bytea, p_at timestamptz, p_background boolean)
  returns table (id uuid, person_id uuid, person_name text, login text, second_factor boolean, passkeys boolean, organisation_id uuid,
    party text, organisation_name text, roles text[], proved_at timestamptz, expires_at timestamptz, idle_minutes int)
  language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  if not p_background then
    update session s set seen_at = p_at
     where s.hash = p_hash and s.ended_at is null and s.expires_at > p_at and s.seen_at + s.idle > p_at and s.seen_at < p_at - interval '1 minute';
  end if;
  return query
    select s.id, p.id, p.name, l.name, l.factor_confirmed_at is not null, exists (select from passkey k where k.person_id = p.id),
           o.id, o.party, o.name, m.roles, s.proved_at, s.expires_at, (extract(epoch from s.idle) / 60)::int
      from session s
      join person p on p.id = s.person_id
      join login l on l.person_id = s.person_id
      join organisation o on o.id = s.organisation_id
      join membership m on m.person_id = s.person_id and m.organisation_id = s.organisation_id and m.ended_at is null
     where s.hash = p_hash and s.ended_at is null and s.expires_at > p_at and s.seen_at + s.idle > p_at;
end $$;

create function give_challenge(p_hash bytea, p_purpose text, p_person uuid, p_at timestamptz, p_expires timestamptz)
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  delete from challenge where hash in (select hash from challenge where expires_at < p_at limit 100);
  insert into challenge values (p_hash, p_purpose, p_person, p_expires);
end;
create function take_challenge(p_hash bytea, p_purpose text, p_person uuid, p_at timestamptz)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  delete from challenge where hash = p_hash and purpose = p_purpose and person_id is not distinct from p_person and expires_at > p_at;
  return found;
end $$;

create function passkeys_of(p_person uuid)
  returns table (id uuid, credential bytea, transports text[], name text, at timestamptz, used_at timestamptz)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select k.id, k.credential, k.transports, k.name, k.at, k.used_at from passkey k where k.person_id = p_person order by k.at limit 20;
end;
create function passkey_of(p_credential bytea)
  returns table (id uuid, person_id uuid, public_key bytea, counter bigint)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select k.id, k.person_id, k.public_key, k.counter from passkey k where k.credential = p_credential;
end;
-- Twenty a person; false where they have them, or where the device is known.
create function add_passkey(p_id uuid, p_person uuid, p_credential bytea, p_key bytea, p_counter bigint, p_transports text[], p_name text,
  p_at timestamptz)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  perform from login where person_id = p_person for update;
  if (select count(*) from passkey where person_id = p_person) >= 20 then return false; end if;
  insert into passkey values (p_id, p_person, p_credential, p_key, p_counter, p_transports, p_name, p_at, null) on conflict do nothing;
  return found;
end $$;
create function rename_passkey(p_id uuid, p_person uuid, p_name text)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  update passkey set name = p_name where id = p_id and person_id = p_person;
  return found;
end $$;
create function remove_passkey(p_id uuid, p_person uuid)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  delete from passkey where id = p_id and person_id = p_person;
  return found;
end $$;
-- A device's count only rises: a copy of it, or the same answer at two processes, is found out. False then.
create function count_passkey(p_id uuid, p_counter bigint, p_at timestamptz)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  update passkey set counter = p_counter, used_at = p_at where id = p_id and (counter < p_counter or counter = 0 and p_counter = 0);
  return found;
end $$;

revoke execute on function open_session, session_of, give_challenge, take_challenge, passkeys_of, passkey_of, add_passkey, rename_passkey,
  remove_passkey, count_passkey from public;
grant execute on function open_session, session_of, give_challenge, take_challenge, passkeys_of, passkey_of, add_passkey, rename_passkey,
  remove_passkey, count_passkey to jiamao_app;
