-- 第二因素恢复 (S2.3): who lost the device that proves them gets a link to a new one, when two administrators say so. Opened by one
-- with a reason, confirmed by another; the link works once. Only its hash is kept.
create table recovery (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  person_id uuid not null references person,
  reason text not null,
  opened_by uuid not null references person,
  at timestamptz not null,
  -- Until when it is confirmed; then until when its link works.
  expires_at timestamptz not null,
  confirmed_by uuid references person,
  confirmed_at timestamptz,
  hash bytea unique,
  -- TOTP secret that was proposed to whoever holds the link and knows the password.
  proposed text,
  ended_at timestamptz,
  check ((hash is null) = (confirmed_by is null) and (hash is null) = (confirmed_at is null)),
  check (confirmed_by <> opened_by and confirmed_by <> person_id and opened_by <> person_id)
);
create unique index recovery_one on recovery (person_id) where ended_at is null;
create index on recovery (organisation_id) where ended_at is null;
create index on recovery (expires_at);

create function has_second_factor(p_person uuid)
  returns boolean language sql stable security definer set search_path = platform, pg_temp
  return exists (select from login l where l.person_id = p_person and l.factor_confirmed_at is not null)
      or exists (select from passkey k where k.person_id = p_person)
      or exists (select from certificate c where c.person_id = p_person);

create function open_recovery(p_id uuid, p_person uuid, p_organisation uuid, p_reason text, p_by uuid, p_at timestamptz, p_expires timestamptz)
  returns text language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  perform from membership m join login l on l.person_id = m.person_id
    where m.person_id = p_person and m.organisation_id = p_organisation and m.ended_at is null;
  if not found then return 'absent'; end if;
  if p_person = p_by then return 'own'; end if;
  if not has_second_factor(p_person) then return 'none'; end if;
  update recovery set ended_at = expires_at where person_id = p_person and ended_at is null and expires_at <= p_at;
  insert into recovery (id, organisation_id, person_id, reason, opened_by, at, expires_at)
    values (p_id, p_organisation, p_person, p_reason, p_by, p_at, p_expires) on conflict do nothing;
  return case when found then 'done' else 'open' end;
end $$;

-- Open recoveries of an organisation, or of all (null), the oldest first. `elsewhere`: the person belongs to another one too.
create function open_recoveries(p_organisation uuid, p_only uuid, p_at timestamptz)
  returns table (id uuid, organisation_id uuid, organisation_name text, person_id uuid, name text, login text, reason text, opened_by uuid,
    opened_by_name text, at timestamptz, expires_at timestamptz, is_confirmed boolean, elsewhere boolean)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select r.id, o.id, o.name, p.id, p.name, l.name, r.reason, r.opened_by, b.name, r.at, r.expires_at, r.hash is not null,
         exists (select from membership m where m.person_id = p.id and m.organisation_id <> o.id and m.ended_at is null)
    from recovery r join organisation o on o.id = r.organisation_id join person p on p.id = r.person_id
    join login l on l.person_id = p.id join person b on b.id = r.opened_by
   where r.ended_at is null and r.expires_at > p_at and (p_organisation is null or r.organisation_id = p_organisation)
     and (p_only is null or r.id = p_only)
   order by r.at limit 200;
end;

-- The second of two: another person than who opened it and than whom it is for. Of whoever belongs to several organisations
-- one of them does not decide: then the platform's (null) confirms. Who opened it must be an administrator still.
create function confirm_recovery(p_id uuid, p_organisation uuid, p_by uuid, p_hash bytea, p_at timestamptz, p_expires timestamptz)
  returns text language plpgsql security definer set search_path = platform, pg_temp as $$
declare v recovery;
begin
  select * into v from recovery r where r.id = p_id and (p_organisation is null or r.organisation_id = p_organisation)
     and r.ended_at is null and r.hash is null and r.expires_at > p_at for update;
  if not found or not exists (select from membership m where m.person_id = v.opened_by and m.organisation_id = v.organisation_id
                                and m.ended_at is null and 'administrator' = any (m.roles)) then
    return 'absent';
  end if;
  if p_by in (v.opened_by, v.person_id) then return 'same'; end if;
  if p_organisation is not null
    and exists (select from membership m where m.person_id = v.person_id and m.organisation_id <> p_organisation and m.ended_at is null) then
    return 'elsewhere';
  end if;
  update recovery set confirmed_by = p_by, confirmed_at = p_at, hash = p_hash, expires_at = p_expires where id = p_id;
  update session set ended_at = p_at where person_id = v.person_id and ended_at is null;
  return 'done';
end $$;

create function call_off_recovery(p_id uuid, p_organisation uuid, p_at timestamptz)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  update recovery set ended_at = p_at
   where id = p_id and (p_organisation is null or organisation_id = p_organisation) and ended_at is null and expires_at > p_at;
  return found;
end $$;

create function recovery_of(p_hash bytea, p_at timestamptz)
  returns table (id uuid, organisation_id uuid, organisation_name text, person_id uuid, name text, login text, proposed text, expires_at timestamptz)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select r.id, o.id, o.name, p.id, p.name, l.name, r.proposed, r.expires_at
    from recovery r join organisation o on o.id = r.organisation_id join person p on p.id = r.person_id join login l on l.person_id = p.id
   where r.hash = p_hash and r.ended_at is null and r.expires_at > p_at;
end;
create function propose_recovered(p_hash bytea, p_secret text, p_at timestamptz)
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  update recovery set proposed = p_secret where hash = p_hash and ended_at is null and expires_at > p_at;
end;
-- The new factor takes the place of all that there were: a device that was lost may be in somebody's hands. Once: of two at the
-- same time the second finds the link used, and the code is one of the secret that was proposed last.
create function take_recovery(p_hash bytea, p_secret text, p_step bigint, p_at timestamptz)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
declare v_person uuid;
begin
  update recovery set ended_at = p_at, proposed = null
   where hash = p_hash and ended_at is null and expires_at > p_at and proposed = p_secret returning person_id into v_person;
  if not found then return false; end if;
  update login set factor_secret = p_secret, factor_confirmed_at = p_at, factor_step = p_step where person_id = v_person;
  delete from passkey where person_id = v_person;
  delete from certificate where person_id = v_person;
  update session set ended_at = p_at where person_id = v_person and ended_at is null;
  return true;
end $$;

create function purge_recoveries(p_at timestamptz, p_limit int)
  returns int language plpgsql security definer set search_path = platform, pg_temp as $$
declare v_gone int;
begin
  delete from recovery where id in (select r.id from recovery r where r.expires_at < p_at - interval '90 days' limit p_limit);
  get diagnostics v_gone = row_count;
  return v_gone;
end $$;

-- A second factor is any of them.
create or replace function people_of(p_organisation uuid, p_only uuid, p_after uuid, p_limit int)
  returns table (person_id uuid, name text, login text, roles text[], second_factor boolean, elsewhere boolean, seen_at timestamptz)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select p.id, p.name, l.name, m.roles, has_second_factor(p.id),
         exists (select from membership o where o.person_id = p.id and o.organisation_id <> p_organisation and o.ended_at is null),
         (select max(s.seen_at) from session s where s.person_id = p.id and s.organisation_id = p_organisation)
    from membership m
    join person p on p.id = m.person_id
    left join login l on l.person_id = p.id
   where m.organisation_id = p_organisation and m.ended_at is null and (p_only is null or m.person_id = p_only)
     and (p_after is null or m.person_id > p_after) and not exists (select from api_client c where c.id = p.id)
   order by m.person_id limit p_limit;
end;

revoke execute on function has_second_factor, open_recovery, open_recoveries, confirm_recovery, call_off_recovery, recovery_of,
  propose_recovered, take_recovery, purge_recoveries, people_of from public;
grant execute on function open_recovery, open_recoveries, confirm_recovery, call_off_recovery, recovery_of, propose_recovered,
  take_recovery, purge_recoveries, people_of to jiamao_app;
