-- 入驻申请: an enterprise asks to take part, with evidence; the operator decides. Whoever applied holds the secret of `hash`.
create table sign_up (
  id uuid primary key,
  hash bytea not null unique,
  name text not null,
  credit_code text not null,
  customs_code text,
  contact text not null,
  phone text not null,
  evidence bytea not null,
  evidence_type text not null,
  state text not null check (state in ('open', 'approved', 'refused')),
  reason text,
  decided_by uuid references person,
  decided_at timestamptz,
  at timestamptz not null
);
create index on sign_up (at) where state = 'open';
create index on sign_up (decided_at) where state <> 'open';

create function apply(p_id uuid, p_hash bytea, p_name text, p_credit text, p_customs text, p_contact text, p_phone text, p_evidence bytea,
  p_type text, p_at timestamptz)
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  insert into sign_up (id, hash, name, credit_code, customs_code, contact, phone, evidence, evidence_type, state, at)
    values (p_id, p_hash, p_name, p_credit, p_customs, p_contact, p_phone, p_evidence, p_type, 'open', p_at);
end;
create function applied(p_hash bytea)
  returns table (name text, credit_code text, state text, reason text, at timestamptz)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select s.name, s.credit_code, s.state, s.reason, s.at from sign_up s where s.hash = p_hash;
end;
create function open_sign_ups(p_after timestamptz, p_limit int)
  returns table (id uuid, name text, credit_code text, customs_code text, contact text, phone text, evidence_type text, bytes int,
    organisation_name text, at timestamptz)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select s.id, s.name, s.credit_code, s.customs_code, s.contact, s.phone, s.evidence_type, octet_length(s.evidence), o.name, s.at
    from sign_up s left join organisation o on o.credit_code = s.credit_code
   where s.state = 'open' and (p_after is null or s.at > p_after) order by s.at limit p_limit;
end;
create function evidence_of(p_id uuid)
  returns table (evidence bytea, evidence_type text)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select s.evidence, s.evidence_type from sign_up s where s.id = p_id;
end;
create function sign_up_of(p_id uuid)
  returns table (hash bytea, name text, credit_code text, customs_code text, contact text)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select s.hash, s.name, s.credit_code, s.customs_code, s.contact from sign_up s where s.id = p_id and s.state = 'open';
end;
-- Decides once: of two at the same time the second finds it decided.
create function decide_sign_up(p_id uuid, p_state text, p_reason text, p_by uuid, p_at timestamptz)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  update sign_up set state = p_state, reason = p_reason, decided_by = p_by, decided_at = p_at where id = p_id and state = 'open';
  return found;
end $$;

-- Forgets what nobody needs any more, so many of each at a time. Says how many.
create function purge_identity(p_at timestamptz, p_limit int)
  returns int language plpgsql security definer set search_path = platform, pg_temp as $$
declare
  v_all int := 0;
  v_some int;
begin
  delete from sign_in_failure where key in (select key from sign_in_failure where last_at < p_at - interval '1 day' limit p_limit);
  get diagnostics v_some = row_count;
  v_all := v_all + v_some;
  delete from session where id in (select s.id from session s where s.ended_at < p_at - interval '90 days' limit p_limit);
  get diagnostics v_some = row_count;
  v_all := v_all + v_some;
  delete from sign_up where id in (select s.id from sign_up s where s.state <> 'open' and s.decided_at < p_at - interval '90 days' limit p_limit);
  get diagnostics v_some = row_count;
  v_all := v_all + v_some;
  delete from invitation where id in (select i.id from invitation i where i.expires_at < p_at - interval '90 days' limit p_limit);
  get diagnostics v_some = row_count;
  return v_all + v_some;
end $$;

revoke execute on function apply, applied, open_sign_ups, evidence_of, sign_up_of, decide_sign_up, purge_identity from public;
grant execute on function apply, applied, open_sign_ups, evidence_of, sign_up_of, decide_sign_up, purge_identity to jiamao_app;
