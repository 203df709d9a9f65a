-- 接口客户端 (OAuth2 client credentials, S2.8): a program of an organisation. It is also a person, under whose name it acts,
-- and a membership, so that what it does stands in the log like anybody's.
create table api_client (
  id uuid primary key references person,
  organisation_id uuid not null references organisation,
  name text not null,
  scopes text[] not null,
  expires_at timestamptz not null,
  by_person uuid not null references person,
  at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index on api_client (organisation_id);
-- Two may be good at a time, so that a program goes on while its secret is changed. Only the hash is kept.
create table api_secret (
  id uuid primary key,
  client_id uuid not null references api_client,
  hash bytea not null unique,
  -- Its first characters: by them an administrator tells one from the other.
  hint text not null,
  at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index on api_secret (client_id);
-- By which secret a token was given, and for what. Null: a token of a person, which no scope narrows.
alter table token add column secret_id uuid references api_secret;
alter table token add column scopes text[];
alter table token add check ((secret_id is null) = (scopes is null));
create index on token (secret_id) where secret_id is not null;

drop function authenticate(bytea, timestamptz);
create function authenticate(p_hash bytea, p_at timestamptz)
  returns table (person_id uuid, person_name text, organisation_id uuid, party text, organisation_name text, roles text[], scopes text[])
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select p.id, p.name, o.id, o.party, o.name, m.roles, t.scopes
    from token t
    join person p on p.id = t.person_id
    join organisation o on o.id = t.organisation_id
    join membership m on m.person_id = t.person_id and m.organisation_id = t.organisation_id and m.ended_at is null
   where t.hash = p_hash and t.revoked_at is null and t.expires_at > p_at;
end;

-- Fifty that are alive for an organisation; false where it has them.
create function register_client(p_id uuid, p_organisation uuid, p_name text, p_roles text[], p_scopes text[], p_expires timestamptz,
  p_by uuid, p_at timestamptz)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  perform from organisation where id = p_organisation for update;
  if (select count(*) from api_client c where c.organisation_id = p_organisation and c.revoked_at is null and c.expires_at > p_at) >= 50 then
    return false;
  end if;
  insert into person values (p_id, p_name, p_at);
  insert into membership values (p_id, p_organisation, p_roles);
  insert into api_client (id, organisation_id, name, scopes, expires_at, by_person, at)
    values (p_id, p_organisation, p_name, p_scopes, p_expires, p_by, p_at);
  return true;
end $$;

create function add_client_secret(p_id uuid, p_client uuid, p_organisation uuid, p_hash bytea, p_hint text, p_at timestamptz)
  returns text language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  perform from api_client where id = p_client and organisation_id = p_organisation and revoked_at is null and expires_at > p_at for update;
  if not found then return 'absent'; end if;
  if (select count(*) from api_secret where client_id = p_client and revoked_at is null) >= 2 then return 'two'; end if;
  insert into api_secret (id, client_id, hash, hint, at) values (p_id, p_client, p_hash, p_hint, p_at);
  return 'done';
end $$;

-- Takes back one secret, or the whole client (null): tokens given by it are over at once.
create function revoke_client(p_client uuid, p_organisation uuid, p_secret uuid, p_at timestamptz)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  perform from api_client where id = p_client and organisation_id = p_organisation and revoked_at is null for update;
  if not found then return false; end if;
  update api_secret set revoked_at = p_at where client_id = p_client and revoked_at is null and (p_secret is null or id = p_secret);
  if p_secret is not null and not found then return false; end if;
  update token t set revoked_at = p_at from api_secret s
   where s.client_id = p_client and t.secret_id = s.id and t.revoked_at is null and (p_secret is null or s.id = p_secret);
  if p_secret is null then
    update api_client set revoked_at = p_at where id = p_client;
    update membership set ended_at = p_at where person_id = p_client and organisation_id = p_organisation;
  end if;
  return true;
end $$;

-- The clients of an organisation that were not taken back, the latest first, with their live secrets.
create function clients_of(p_organisation uuid)
  returns table (id uuid, name text, scopes text[], expires_at timestamptz, by_name text, at timestamptz, used_at timestamptz, secrets jsonb)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select c.id, c.name, c.scopes, c.expires_at, p.name, c.at, c.used_at,
         coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'hint', s.hint, 'at', s.at, 'usedAt', s.used_at) order by s.at)
                     from api_secret s where s.client_id = c.id and s.revoked_at is null), '[]')
    from api_client c join person p on p.id = c.by_person
   where c.organisation_id = p_organisation and c.revoked_at is null
   order by c.at desc limit 200;
end;

create function client_of(p_client uuid, p_hash bytea, p_at timestamptz)
  returns table (organisation_id uuid, secret_id uuid, scopes text[], expires_at timestamptz)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select c.organisation_id, s.id, c.scopes, c.expires_at
    from api_client c
    join api_secret s on s.client_id = c.id and s.hash = p_hash and s.revoked_at is null
    join membership m on m.person_id = c.id and m.organisation_id = c.organisation_id and m.ended_at is null
   where c.id = p_client and c.revoked_at is null and c.expires_at > p_at;
end;

-- Whose a token is that is just given. False where the secret was taken back meanwhile: the row says so, locked.
create function give_client_token(p_hash bytea, p_client uuid, p_organisation uuid, p_secret uuid, p_scopes text[], p_at timestamptz,
  p_expires timestamptz)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  update api_client set used_at = p_at where id = p_client and revoked_at is null;
  update api_secret set used_at = p_at where id = p_secret and client_id = p_client and revoked_at is null;
  if not found then return false; end if;
  insert into token (hash, person_id, organisation_id, expires_at, at, secret_id, scopes)
    values (p_hash, p_client, p_organisation, p_expires, p_at, p_secret, p_scopes);
  return true;
end $$;

create function purge_client_tokens(p_at timestamptz, p_limit int)
  returns int language plpgsql security definer set search_path = platform, pg_temp as $$
declare v_gone int;
begin
  delete from token where hash in
    (select t.hash from token t where t.secret_id is not null and t.expires_at < p_at - interval '1 day' limit p_limit);
  get diagnostics v_gone = row_count;
  return v_gone;
end $$;

-- Programs are listed among programs.
create or replace function people_of(p_organisation uuid, p_only uuid, p_after uuid, p_limit int)
  returns table (person_id uuid, name text, login text, roles text[], second_factor boolean, elsewhere boolean, seen_at timestamptz)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select p.id, p.name, l.name, m.roles, coalesce(l.factor_confirmed_at is not null, false),
         exists (select from membership o where o.person_id = p.id and o.organisation_id <> p_organisation and o.ended_at is null),
         (select max(s.seen_at) from session s where s.person_id = p.id and s.organisation_id = p_organisation)
    from membership m
    join person p on p.id = m.person_id
    left join login l on l.person_id = p.id
   where m.organisation_id = p_organisation and m.ended_at is null and (p_only is null or m.person_id = p_only)
     and (p_after is null or m.person_id > p_after) and not exists (select from api_client c where c.id = p.id)
   order by m.person_id limit p_limit;
end;
-- Work is handed over to persons; under a client's name it is shown what the client did.
create function programs() returns table (id uuid)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select c.id from api_client c where c.organisation_id = actor();
end;

revoke execute on function authenticate, register_client, add_client_secret, revoke_client, clients_of, client_of, give_client_token,
  purge_client_tokens, people_of, programs from public;
grant execute on function authenticate, register_client, add_client_secret, revoke_client, clients_of, client_of, give_client_token,
  purge_client_tokens, people_of, programs to jiamao_app;
