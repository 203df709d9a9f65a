-- SM2 证书 (S2.5): what proves a person by a key that somebody who is trusted has certified. Public parts only.
create table certificate (
  id uuid primary key,
  person_id uuid not null references person,
  fingerprint bytea not null unique,
  subject text not null,
  serial text not null,
  not_after timestamptz not null,
  at timestamptz not null,
  used_at timestamptz
);
create index on certificate (person_id);

alter table challenge drop constraint challenge_purpose_check;
alter table challenge add check (purpose in ('register', 'signIn', 'stepUp', 'certificateBind', 'certificateSignIn', 'certificateStepUp'));

create function certificates_of(p_person uuid)
  returns table (id uuid, subject text, serial text, not_after timestamptz, at timestamptz, used_at timestamptz)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select c.id, c.subject, c.serial, c.not_after, c.at, c.used_at from certificate c where c.person_id = p_person order by c.at limit 20;
end;
-- Ten a person; false where they have them, or where somebody has this one: a certificate is one person here.
create function bind_certificate(p_id uuid, p_person uuid, p_fingerprint bytea, p_subject text, p_serial text, p_not_after timestamptz,
  p_at timestamptz)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  perform from login where person_id = p_person for update;
  if (select count(*) from certificate where person_id = p_person) >= 10 then return false; end if;
  insert into certificate values (p_id, p_person, p_fingerprint, p_subject, p_serial, p_not_after, p_at, null) on conflict do nothing;
  return found;
end $$;
create function use_certificate(p_fingerprint bytea, p_at timestamptz)
  returns uuid language plpgsql security definer set search_path = platform, pg_temp as $$
declare v_person uuid;
begin
  update certificate set used_at = p_at where fingerprint = p_fingerprint returning person_id into v_person;
  return v_person;
end $$;
create function forget_certificate(p_id uuid, p_person uuid)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  delete from certificate where id = p_id and person_id = p_person;
  return found;
end $$;

-- Whether a person has more than a password to sign in with: then the password alone is not enough (S17, factor downgrade).
drop function login_of(text);
create function login_of(p_name text)
  returns table (person_id uuid, password_hash text, factor_secret text, passkeys boolean, certificates boolean)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select l.person_id, l.password_hash, case when l.factor_confirmed_at is not null then l.factor_secret end,
         exists (select from passkey k where k.person_id = l.person_id), exists (select from certificate c where c.person_id = l.person_id)
    from login l where l.name = lower(p_name);
end;

drop function session_of(bytea, timestamptz, boolean);
create function session_of(p_hash bytea, p_at timestamptz, p_background boolean)
  returns table (id uuid, person_id uuid, person_name text, login text, second_factor boolean, passkeys boolean, certificates boolean,
    organisation_id uuid, party text, organisation_name text, roles text[], proved_at timestamptz, expires_at timestamptz, idle_minutes int)
  language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  if not p_background then
    update session s set seen_at = p_at
     where s.hash = p_hash and s.ended_at is null and s.expires_at > p_at and s.seen_at + s.idle > p_at and s.seen_at < p_at - interval '1 minute';
  end if;
  return query
    select s.id, p.id, p.name, l.name, l.factor_confirmed_at is not null, exists (select from passkey k where k.person_id = p.id),
           exists (select from certificate c where c.person_id = p.id),
           o.id, o.party, o.name, m.roles, s.proved_at, s.expires_at, (extract(epoch from s.idle) / 60)::int
      from session s
      join person p on p.id = s.person_id
      join login l on l.person_id = s.person_id
      join organisation o on o.id = s.organisation_id
      join membership m on m.person_id = s.person_id and m.organisation_id = s.organisation_id and m.ended_at is null
     where s.hash = p_hash and s.ended_at is null and s.expires_at > p_at and s.seen_at + s.idle > p_at;
end $$;

revoke execute on function certificates_of, bind_certificate, use_certificate, forget_certificate, login_of, session_of from public;
grant execute on function certificates_of, bind_certificate, use_certificate, forget_certificate, login_of, session_of to jiamao_app;
