-- A membership that was taken away stays known: what was done under it stands in the log.
alter table membership add column ended_at timestamptz;

-- A one-time link (一次性链接): it lets a new person in, or lets a known one set a new password. Only its hash is kept.
create table invitation (
  id uuid primary key,
  hash bytea not null unique,
  kind text not null check (kind in ('join', 'reset')),
  organisation_id uuid not null references organisation,
  -- Whose password it sets; a newcomer is nobody yet.
  person_id uuid references person,
  name text not null,
  roles text[] not null,
  by_person uuid not null references person,
  at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  check ((kind = 'reset') = (person_id is not null))
);
create index on invitation (organisation_id, at) where ended_at is null;
create index on invitation (by_person) where ended_at is null;
create index on invitation (person_id) where ended_at is null;
create index on membership (organisation_id, person_id) where ended_at is null;

create or replace function authenticate(p_hash bytea, p_at timestamptz)
  returns table (person_id uuid, person_name text, organisation_id uuid, party text, organisation_name text, roles text[])
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select p.id, p.name, o.id, o.party, o.name, m.roles
    from token t
    join person p on p.id = t.person_id
    join organisation o on o.id = t.organisation_id
    join membership m on m.person_id = t.person_id and m.organisation_id = t.organisation_id and m.ended_at is null
   where t.hash = p_hash and t.revoked_at is null and t.expires_at > p_at;
end;

create or replace function admit(p_person uuid, p_name text, p_organisation uuid, p_roles text[], p_hash bytea, p_expires timestamptz, p_at timestamptz)
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  insert into person values (p_person, p_name, p_at) on conflict do nothing;
  insert into membership values (p_person, p_organisation, p_roles)
    on conflict (person_id, organisation_id) do update set roles = excluded.roles, ended_at = null where membership.ended_at is not null;
  insert into token (hash, person_id, organisation_id, expires_at, at) values (p_hash, p_person, p_organisation, p_expires, p_at);
end;

create or replace function memberships_of(p_person uuid)
  returns table (organisation_id uuid, name text, party text, roles text[])
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select o.id, o.name, o.party, m.roles
    from membership m join organisation o on o.id = m.organisation_id
   where m.person_id = p_person and m.ended_at is null order by o.at, o.id;
end;

-- Whose session this is, while it lasts. That it was seen is written once a minute at most, and not for what a page asks
-- by itself: nobody is at work then.
drop function session_of(bytea, timestamptz);
create function session_of(p_hash bytea, p_at timestamptz, p_background boolean)
  returns table (id uuid, person_id uuid, person_name text, login text, second_factor boolean, organisation_id uuid, party text,
    organisation_name text, roles text[], expires_at timestamptz, idle_minutes int)
  language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  if not p_background then
    update session s set seen_at = p_at
     where s.hash = p_hash and s.ended_at is null and s.expires_at > p_at and s.seen_at + s.idle > p_at and s.seen_at < p_at - interval '1 minute';
  end if;
  return query
    select s.id, p.id, p.name, l.name, l.factor_confirmed_at is not null, o.id, o.party, o.name, m.roles, s.expires_at,
           (extract(epoch from s.idle) / 60)::int
      from session s
      join person p on p.id = s.person_id
      join login l on l.person_id = s.person_id
      join organisation o on o.id = s.organisation_id
      join membership m on m.person_id = s.person_id and m.organisation_id = s.organisation_id and m.ended_at is null
     where s.hash = p_hash and s.ended_at is null and s.expires_at > p_at and s.seen_at + s.idle > p_at;
end $$;

-- A page of the members of an organisation, by entry, or one of them. `elsewhere`: whether they belong to another one too.
create function people_of(p_organisation uuid, p_only uuid, p_after uuid, p_limit int)
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
     and (p_after is null or m.person_id > p_after)
   order by m.person_id limit p_limit;
end;

-- Gives a member other roles, or takes the membership away (null). What hangs on it ends at once: sessions and tokens with
-- the membership, open links that they made with the right to make them. The last administrator stays one.
create function set_roles(p_person uuid, p_organisation uuid, p_roles text[], p_at timestamptz)
  returns text language plpgsql security definer set search_path = platform, pg_temp as $$
declare v_stays boolean := coalesce('administrator' = any (p_roles), false);
begin
  -- Two administrators who remove each other wait here for one another.
  perform from membership where organisation_id = p_organisation and ended_at is null and 'administrator' = any (roles) order by person_id for update;
  perform from membership where person_id = p_person and organisation_id = p_organisation and ended_at is null for update;
  if not found then return 'absent'; end if;
  if not v_stays
    and exists (select from membership where person_id = p_person and organisation_id = p_organisation and 'administrator' = any (roles))
    and not exists (select from membership where organisation_id = p_organisation and person_id <> p_person and ended_at is null
                      and 'administrator' = any (roles)) then
    return 'last';
  end if;
  update membership set roles = coalesce(p_roles, roles), ended_at = case when p_roles is null then p_at end
   where person_id = p_person and organisation_id = p_organisation;
  update session set ended_at = p_at where person_id = p_person and organisation_id = p_organisation and ended_at is null;
  if p_roles is null then
    update token set revoked_at = p_at where person_id = p_person and organisation_id = p_organisation and revoked_at is null;
    update invitation set ended_at = p_at where person_id = p_person and organisation_id = p_organisation and ended_at is null;
  end if;
  if not v_stays then
    update invitation set ended_at = p_at where by_person = p_person and organisation_id = p_organisation and ended_at is null;
  end if;
  return 'done';
end $$;

create function invite(p_id uuid, p_hash bytea, p_kind text, p_organisation uuid, p_person uuid, p_name text, p_roles text[], p_by uuid,
  p_at timestamptz, p_expires timestamptz)
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  insert into invitation values (p_id, p_hash, p_kind, p_organisation, p_person, p_name, p_roles, p_by, p_at, p_expires, null);
end;

create function open_invitations(p_organisation uuid, p_at timestamptz)
  returns table (id uuid, kind text, name text, roles text[], by_name text, at timestamptz, expires_at timestamptz)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select i.id, i.kind, i.name, i.roles, p.name, i.at, i.expires_at
    from invitation i join person p on p.id = i.by_person
   where i.organisation_id = p_organisation and i.ended_at is null and i.expires_at > p_at
   order by i.at desc limit 200;
end;

create function withdraw_invitation(p_id uuid, p_organisation uuid, p_at timestamptz)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  update invitation set ended_at = p_at where id = p_id and organisation_id = p_organisation and ended_at is null and expires_at > p_at;
  return found;
end $$;

create function invitation_of(p_hash bytea, p_at timestamptz)
  returns table (kind text, organisation_id uuid, organisation_name text, party text, person_id uuid, name text, login text, roles text[],
    expires_at timestamptz)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select i.kind, o.id, o.name, o.party, i.person_id, i.name, l.name, i.roles, i.expires_at
    from invitation i join organisation o on o.id = i.organisation_id left join login l on l.person_id = i.person_id
   where i.hash = p_hash and i.ended_at is null and i.expires_at > p_at;
end;

-- A link works once: of two at the same time the second finds it used.
create function take_invitation(p_hash bytea, p_at timestamptz)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  update invitation set ended_at = p_at where hash = p_hash and ended_at is null and expires_at > p_at;
  return found;
end $$;

-- Lets a person in. Who belonged to one organisation before now belongs to two: links by which the first could set their
-- password end. False for a member already.
create function join_organisation(p_person uuid, p_name text, p_organisation uuid, p_roles text[], p_at timestamptz)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  insert into person values (p_person, p_name, p_at) on conflict do nothing;
  insert into membership values (p_person, p_organisation, p_roles)
    on conflict (person_id, organisation_id) do update set roles = excluded.roles, ended_at = null where membership.ended_at is not null;
  if not found then return false; end if;
  update invitation set ended_at = p_at where person_id = p_person and ended_at is null;
  return true;
end $$;

create function person_of_login(p_name text)
  returns table (person_id uuid, name text, organisation_id uuid)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select p.id, p.name, m.organisation_id
    from login l join person p on p.id = l.person_id join membership m on m.person_id = p.id and m.ended_at is null
    join organisation o on o.id = m.organisation_id
   where l.name = lower(p_name) order by o.at, o.id limit 1;
end;

-- A new password by a link: every session is over, and so is every other link of this kind.
create function reset_password(p_person uuid, p_hash text, p_at timestamptz)
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  update login set password_hash = p_hash where person_id = p_person;
  update session set ended_at = p_at where person_id = p_person and ended_at is null;
  update invitation set ended_at = p_at where person_id = p_person and ended_at is null;
end;

revoke execute on function session_of, people_of, set_roles, invite, open_invitations, withdraw_invitation, invitation_of, take_invitation,
  join_organisation, person_of_login, reset_password from public;
grant execute on function session_of, people_of, set_roles, invite, open_invitations, withdraw_invitation, invitation_of, take_invitation,
  join_organisation, person_of_login, reset_password to jiamao_app;
