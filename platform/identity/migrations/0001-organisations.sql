-- The public directory of who takes part. Reference data: a name and numbers that stand on every paper.
create table organisation (
  id uuid primary key,
  party text not null,
  name text not null,
  credit_code text unique,
  customs_code text unique,
  at timestamptz not null
);
grant select, insert on organisation to jiamao_app;
grant select on organisation to jiamao_worker;

create table person (
  id uuid primary key,
  name text not null,
  at timestamptz not null
);
create table membership (
  person_id uuid not null references person,
  organisation_id uuid not null references organisation,
  roles text[] not null,
  primary key (person_id, organisation_id)
);
-- API tokens (S2.8): only their hash is kept.
create table token (
  hash bytea primary key,
  person_id uuid not null,
  organisation_id uuid not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  at timestamptz not null,
  foreign key (person_id, organisation_id) references membership (person_id, organisation_id)
);

-- The serving role cannot read persons, memberships or tokens; it may ask who a token's hash belongs to, and add.
create function authenticate(p_hash bytea, p_at timestamptz)
  returns table (person_id uuid, person_name text, organisation_id uuid, party text, organisation_name text, roles text[])
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select p.id, p.name, o.id, o.party, o.name, m.roles
    from token t
    join person p on p.id = t.person_id
    join organisation o on o.id = t.organisation_id
    join membership m on m.person_id = t.person_id and m.organisation_id = t.organisation_id
   where t.hash = p_hash and t.revoked_at is null and t.expires_at > p_at;
end;

create function admit(p_person uuid, p_name text, p_organisation uuid, p_roles text[], p_hash bytea, p_expires timestamptz, p_at timestamptz)
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  insert into person values (p_person, p_name, p_at) on conflict do nothing;
  insert into membership values (p_person, p_organisation, p_roles) on conflict do nothing;
  insert into token (hash, person_id, organisation_id, expires_at, at) values (p_hash, p_person, p_organisation, p_expires, p_at);
end;
revoke execute on function authenticate, admit from public;
grant execute on function authenticate, admit to jiamao_app;
