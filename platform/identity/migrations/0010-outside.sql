-- 外部身份 (OpenID Connect): who a person is at an outside provider, by what its tokens are bound to (S2.4).
create table outside_identity (
  id uuid primary key,
  issuer text not null,
  subject text not null,
  person_id uuid not null references person,
  at timestamptz not null,
  used_at timestamptz,
  unique (issuer, subject)
);
create index on outside_identity (person_id);

-- A way to the provider and back, once and soon: `hash` is of the state, `browser` of a secret that the browser keeps.
create table outside_trip (
  hash bytea primary key,
  browser bytea not null,
  -- Who links; nobody yet where one signs in.
  person_id uuid references person,
  verifier text not null,
  nonce text not null,
  expires_at timestamptz not null
);
create index on outside_trip (expires_at);

create function begin_trip(p_hash bytea, p_browser bytea, p_person uuid, p_verifier text, p_nonce text, p_at timestamptz, p_expires timestamptz)
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  delete from outside_trip where hash in (select hash from outside_trip where expires_at < p_at limit 100);
  insert into outside_trip values (p_hash, p_browser, p_person, p_verifier, p_nonce, p_expires);
end;
create function end_trip(p_hash bytea, p_browser bytea, p_person uuid, p_at timestamptz)
  returns table (verifier text, nonce text)
  language sql security definer set search_path = platform, pg_temp
begin atomic
  delete from outside_trip t
   where t.hash = p_hash and t.browser = p_browser and t.person_id is not distinct from p_person and t.expires_at > p_at
  returning t.verifier, t.nonce;
end;

create function outside_person(p_issuer text, p_subject text, p_at timestamptz)
  returns uuid language plpgsql security definer set search_path = platform, pg_temp as $$
declare v_person uuid;
begin
  update outside_identity set used_at = p_at where issuer = p_issuer and subject = p_subject returning person_id into v_person;
  return v_person;
end $$;
create function outside_identities_of(p_person uuid)
  returns table (id uuid, issuer text, at timestamptz, used_at timestamptz)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select i.id, i.issuer, i.at, i.used_at from outside_identity i where i.person_id = p_person order by i.at limit 20;
end;
-- False where somebody has it: one outside identity is one person here.
create function link_outside(p_id uuid, p_issuer text, p_subject text, p_person uuid, p_at timestamptz)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  insert into outside_identity values (p_id, p_issuer, p_subject, p_person, p_at, null) on conflict do nothing;
  return found;
end $$;
create function unlink_outside(p_id uuid, p_person uuid)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  delete from outside_identity where id = p_id and person_id = p_person;
  return found;
end $$;

revoke execute on function begin_trip, end_trip, outside_person, outside_identities_of, link_outside, unlink_outside from public;
grant execute on function begin_trip, end_trip, outside_person, outside_identities_of, link_outside, unlink_outside to jiamao_app;
