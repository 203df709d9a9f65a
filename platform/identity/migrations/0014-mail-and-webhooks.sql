-- 邮件通知. Where a person is reached by e-mail, once they have shown that it is theirs, and what of: by kind of notice
-- at once ('once') or in the daily letter ('digest'). Nothing is sent that nobody chose.
create table mail_setting (
  person_id uuid primary key references person,
  address text not null,
  confirmed_at timestamptz,
  -- The hash of the secret that was sent to the address.
  proof_hash bytea unique,
  proof_until timestamptz,
  asked_at timestamptz not null,
  choices jsonb not null,
  digest_hour int not null check (digest_hour between 0 and 23),
  digest_days text not null check (digest_days in ('working', 'every')),
  -- The Beijing day of the last daily letter.
  digest_on date not null,
  at timestamptz not null
);
create index on mail_setting (digest_on) where confirmed_at is not null;
-- 退订. A link in a letter that stops all letters, once, without signing in.
create table mail_stop (
  hash bytea primary key,
  person_id uuid not null references person,
  until timestamptz not null
);
create index on mail_stop (until);

-- 回调地址. Where an organisation's own system is told of its notices, and the key that signs what is sent there.
create table webhook (
  organisation_id uuid primary key references organisation,
  url text not null,
  secret text not null,
  by_person uuid not null references person,
  at timestamptz not null
);

create function mail_setting_of(p_person uuid)
  returns table (address text, confirmed_at timestamptz, choices jsonb, digest_hour int, digest_days text)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select s.address, s.confirmed_at, s.choices, s.digest_hour, s.digest_days from mail_setting s where s.person_id = p_person;
end;

-- An address that is yet to be confirmed. False where one was asked for less than a minute ago: letters to strangers are no toy.
create function propose_mail(p_person uuid, p_address text, p_hash bytea, p_until timestamptz, p_day date, p_at timestamptz)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  insert into mail_setting as s values (p_person, p_address, null, p_hash, p_until, p_at, '{}', 9, 'working', p_day, p_at)
    on conflict (person_id) do update
      set address = excluded.address, confirmed_at = null, proof_hash = excluded.proof_hash, proof_until = excluded.proof_until,
          asked_at = excluded.asked_at, at = excluded.at
      where s.asked_at < p_at - interval '1 minute';
  return found;
end $$;
-- Whose address was confirmed; null for a secret that is over.
create function confirm_mail(p_hash bytea, p_at timestamptz)
  returns uuid language plpgsql security definer set search_path = platform, pg_temp as $$
declare v_person uuid;
begin
  update mail_setting set confirmed_at = p_at, proof_hash = null, proof_until = null, at = p_at
   where proof_hash = p_hash and proof_until > p_at returning person_id into v_person;
  return v_person;
end $$;
create function keep_mail_choices(p_person uuid, p_choices jsonb, p_hour int, p_days text, p_day date, p_at timestamptz)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  update mail_setting set choices = p_choices, digest_hour = p_hour, digest_days = p_days, digest_on = greatest(digest_on, p_day), at = p_at
   where person_id = p_person and confirmed_at is not null;
  return found;
end $$;
create function forget_mail(p_person uuid)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  delete from mail_stop where person_id = p_person;
  delete from mail_setting where person_id = p_person;
  return found;
end $$;

create function offer_mail_stop(p_hash bytea, p_person uuid, p_until timestamptz, p_at timestamptz)
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  delete from mail_stop where hash in (select hash from mail_stop where until < p_at limit 100);
  insert into mail_stop values (p_hash, p_person, p_until);
end;
-- Whose letters are stopped; null for a link that is over.
create function stop_mail(p_hash bytea, p_at timestamptz)
  returns uuid language plpgsql security definer set search_path = platform, pg_temp as $$
declare v_person uuid;
begin
  delete from mail_stop where hash = p_hash and until > p_at returning person_id into v_person;
  update mail_setting set choices = '{}', at = p_at where person_id = v_person;
  return v_person;
end $$;

-- Who of these organisations wants to be told otherwise than on the page, of which kinds of notice.
create function wishes_of(p_organisations uuid[], p_kinds text[])
  returns table (organisation_id uuid, kind text, channel text, person_id uuid, is_digest boolean)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select o.organisation_id, k.kind, 'mail', s.person_id, s.choices->>k.kind = 'digest'
    from unnest(p_organisations) as o(organisation_id) cross join unnest(p_kinds) as k(kind)
    join membership m on m.organisation_id = o.organisation_id and m.ended_at is null
    join mail_setting s on s.person_id = m.person_id and s.confirmed_at is not null and s.choices ? k.kind
  union all
  select w.organisation_id, k.kind, 'hook', null::uuid, false
    from unnest(p_kinds) as k(kind) cross join webhook w where w.organisation_id = any (p_organisations);
end;
-- Where a letter for a member of an organisation goes, and in which language; none where they left or stopped it meanwhile.
create function mail_target(p_person uuid, p_organisation uuid)
  returns table (address text, name text, organisation_name text, language text, kinds text[])
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select s.address, p.name, o.name, coalesce(f.settings->>'language', 'zh'), array(select jsonb_object_keys(s.choices))
    from mail_setting s
    join membership m on m.person_id = s.person_id and m.organisation_id = p_organisation and m.ended_at is null
    join organisation o on o.id = m.organisation_id
    join person p on p.id = s.person_id
    left join preference f on f.person_id = s.person_id
   where s.person_id = p_person and s.confirmed_at is not null;
end;
-- Takes the people whose daily letter is due, each once a day however many processes ask: one row for each of their organisations.
create function begin_digests(p_day date, p_hour int, p_is_working boolean, p_limit int)
  returns table (person_id uuid, organisation_id uuid, wants_desk boolean)
  language sql security definer set search_path = platform, pg_temp
begin atomic
  with due as (
    select s.person_id from mail_setting s
     where s.confirmed_at is not null and s.digest_on < p_day and s.digest_hour <= p_hour and (s.digest_days = 'every' or p_is_working)
     order by s.person_id limit p_limit for update skip locked),
  begun as (
    update mail_setting s set digest_on = p_day from due where s.person_id = due.person_id
    returning s.person_id, s.choices ? 'desk.open' as wants_desk)
  select b.person_id, m.organisation_id, b.wants_desk
    from begun b join membership m on m.person_id = b.person_id and m.ended_at is null;
end;

create function webhook_of(p_organisation uuid)
  returns table (url text, by_name text, at timestamptz)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select w.url, p.name, w.at from webhook w join person p on p.id = w.by_person where w.organisation_id = p_organisation;
end;
create function set_webhook(p_organisation uuid, p_url text, p_secret text, p_person uuid, p_at timestamptz)
  returns void language sql security definer set search_path = platform, pg_temp
begin atomic
  insert into webhook values (p_organisation, p_url, p_secret, p_person, p_at)
    on conflict (organisation_id) do update
      set url = excluded.url, secret = excluded.secret, by_person = excluded.by_person, at = excluded.at;
end;
create function drop_webhook(p_organisation uuid)
  returns boolean language plpgsql security definer set search_path = platform, pg_temp as $$
begin
  delete from webhook where organisation_id = p_organisation;
  return found;
end $$;
-- The key leaves the table for the carrier alone, which signs with it.
create function webhook_to_call(p_organisation uuid)
  returns table (url text, secret text)
  language sql stable security definer set search_path = platform, pg_temp
begin atomic
  select w.url, w.secret from webhook w where w.organisation_id = p_organisation;
end;

revoke execute on function mail_setting_of, propose_mail, confirm_mail, keep_mail_choices, forget_mail, offer_mail_stop, stop_mail, wishes_of,
  mail_target, begin_digests, webhook_of, set_webhook, drop_webhook, webhook_to_call from public;
grant execute on function mail_setting_of, propose_mail, confirm_mail, keep_mail_choices, forget_mail, stop_mail, wishes_of, webhook_of,
  set_webhook, drop_webhook to jiamao_app;
grant execute on function offer_mail_stop, mail_target, begin_digests, webhook_to_call to jiamao_worker;
