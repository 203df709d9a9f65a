/* 双人确认 (S5). What one person proposes takes effect when another of the right role confirms what they saw. Like the tables of
   identity it lies behind functions: proposals go between organisations, and the serving role reads none of them itself. */
create table proposal (
  id uuid primary key,
  kind text not null check (kind in ('roles', 'member', 'signUp')),
  -- Whose people or whose entry it is about; of a sign-up there is no organisation yet.
  organisation_id uuid references organisation,
  -- The person, the new member or the application.
  subject_id uuid not null,
  difference jsonb not null,
  hash bytea not null,
  -- What it takes to carry it out and nobody is shown: the hash of a secret.
  given jsonb not null,
  by_person uuid not null references person,
  by_organisation uuid not null references organisation,
  by_role text not null,
  second_organisation uuid not null references organisation,
  second_role text not null,
  state text not null check (state in ('open', 'confirmed', 'withdrawn', 'expired')),
  decided_by uuid references person,
  decided_at timestamptz,
  expires_at timestamptz not null,
  at timestamptz not null
);
create unique index proposal_once on proposal (kind, subject_id) where state = 'open';
create index on proposal (second_organisation, at) where state = 'open';
create index on proposal (by_organisation, by_person) where state = 'open';
create index on proposal (expires_at) where state = 'open';

-- False where the same is proposed already. What has run out makes way.
create function propose(p_id uuid, p_kind text, p_organisation uuid, p_subject uuid, p_difference jsonb, p_hash bytea, p_given jsonb,
  p_person uuid, p_by uuid, p_role text, p_second uuid, p_second_role text, p_expires timestamptz, p_at timestamptz)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  update proposal set state = 'expired', decided_at = p_at where kind = p_kind and subject_id = p_subject and state = 'open' and expires_at <= p_at;
  insert into proposal values (p_id, p_kind, p_organisation, p_subject, p_difference, p_hash, p_given, p_person, p_by, p_role, p_second,
    p_second_role, 'open', null, null, p_expires, p_at) on conflict do nothing;
  return found;
end $$;

-- What waits for somebody in these roles of an organisation, and what they proposed themselves; or one of them, also when it is over.
create function proposals_of(p_organisation uuid, p_roles text[], p_person uuid, p_only uuid, p_at timestamptz)
  returns table (id uuid, kind text, organisation_id uuid, organisation_name text, subject_id uuid, difference jsonb, hash bytea, given jsonb,
    by_person uuid, by_name text, by_organisation uuid, by_organisation_name text, by_role text, second_role text, second_name text,
    is_open boolean, expires_at timestamptz, at timestamptz)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select p.id, p.kind, p.organisation_id, o.name, p.subject_id, p.difference, p.hash, p.given, p.by_person, b.name, p.by_organisation, f.name,
         p.by_role, p.second_role, s.name, p.state = 'open' and p.expires_at > p_at, p.expires_at, p.at
    from proposal p
    left join organisation o on o.id = p.organisation_id
    join person b on b.id = p.by_person
    join organisation f on f.id = p.by_organisation
    join organisation s on s.id = p.second_organisation
   where ((p.second_organisation = p_organisation and p.second_role = any (p_roles)) or (p.by_organisation = p_organisation and p.by_person = p_person))
     and case when p_only is null then p.state = 'open' and p.expires_at > p_at else p.id = p_only end
   order by p.at, p.id limit 200;
end;

-- Confirms once, by another person, while who proposed it still may: of two at once the second finds it over.
create function confirm_proposal(p_id uuid, p_person uuid, p_hash bytea, p_at timestamptz)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  update proposal p set state = 'confirmed', decided_by = p_person, decided_at = p_at
   where p.id = p_id and p.state = 'open' and p.expires_at > p_at and p.by_person <> p_person and p.hash = p_hash
     and exists (select from membership m where m.person_id = p.by_person and m.organisation_id = p.by_organisation and m.ended_at is null
                    and p.by_role = any (m.roles));
  return found;
end $$;
create function withdraw_proposal(p_id uuid, p_person uuid, p_at timestamptz)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  update proposal set state = 'withdrawn', decided_by = p_person, decided_at = p_at
   where id = p_id and by_person = p_person and state = 'open' and expires_at > p_at;
  return found;
end $$;

-- A member as they are, held until the transaction ends.
create function hold_member(p_organisation uuid, p_person uuid) returns table (name text, roles text[])
  language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  return query
    select p.name, m.roles from membership m join person p on p.id = m.person_id
     where m.organisation_id = p_organisation and m.person_id = p_person and m.ended_at is null for update of m;
end $$;
-- Whether an organisation has somebody else in a role.
create function has_another(p_organisation uuid, p_role text, p_person uuid) returns boolean
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select exists (select from membership where organisation_id = p_organisation and person_id <> p_person and ended_at is null and p_role = any (roles));
end;
create function count_administrators(p_role text) returns int
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select count(distinct person_id)::int from membership where p_role = any (roles) and ended_at is null;
end;
drop function has_administrator(text);

revoke execute on function propose, proposals_of, confirm_proposal, withdraw_proposal, hold_member, has_another, count_administrators from public;
grant execute on function propose, proposals_of, confirm_proposal, withdraw_proposal, hold_member, has_another, count_administrators to jiamao_app;
