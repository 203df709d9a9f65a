/* As before, but a new filing is inserted and an opened one updated: one statement for both brought every policy of reading
   with it, and preparing those took a fifth of a submission. What the gate saw fit into the book, at the revision that the
   book still has, is not measured again. */
drop function take_in;

/* One submission, whole, in one round trip: answer, filing, parts, event, judgement, sights, tasks, entry, balances,
   outbox, audit (engines §10). Outcomes are a closed list:

     done · replay · keyReused · ownNumberTaken · stale · notEnough · bookClosed · conflict · notHere

   Anything but `done` has written nothing. The book's lock and the reading of its row are a statement of their own:
   lock and read in one statement would read an old snapshot. `p_fits`: at revision `p_seen` every line had the room. */
create function take_in(
  p_enterprise uuid, p_organisation uuid, p_key text, p_request_hash bytea, p_at timestamptz, p_business_at timestamptz,
  p_filing jsonb, p_expect int,
  p_parts jsonb,
  p_events jsonb, p_judgement jsonb, p_sights jsonb, p_tasks jsonb,
  p_book text, p_cycle int, p_seen bigint, p_fits boolean, p_release uuid,
  p_entry uuid, p_day date, p_line int[], p_side text[], p_seq int[], p_kind smallint[], p_recipe text[], p_quantity bigint[],
  p_outbox jsonb, p_payload bytea,
  p_audit jsonb, p_audit_salt bytea, p_audit_hash bytea,
  p_status int, p_answer jsonb
) returns jsonb language plpgsql as $$
declare
  v_filing uuid := (p_filing->>'id')::uuid;
  v_version int := (p_filing->>'version')::int;
  v_revision int;
  v_event int := 0;
  v_judgement int := 1;
  v_first record;
  v_book record;
  v_short jsonb;
begin
  perform set_config('app.enterprise', p_enterprise::text, true), set_config('app.organisation', p_organisation::text, true),
          set_config('app.stance', 'engine', true);
  perform from platform.tenant_home where enterprise_id = p_enterprise and state = 'here' for share;
  if not found then return jsonb_build_object('outcome', 'notHere'); end if;

  select request_hash, status, body into v_first from platform.answer where enterprise_id = p_enterprise and key = p_key;
  if found then
    if v_first.request_hash <> p_request_hash then return jsonb_build_object('outcome', 'keyReused'); end if;
    return jsonb_build_object('outcome', 'replay', 'status', v_first.status, 'body', v_first.body);
  end if;

  if p_book is not null then
    select revision, open into v_book from platform.book
     where enterprise_id = p_enterprise and book = p_book and cycle = p_cycle for update;
    if not found or not v_book.open then return jsonb_build_object('outcome', 'bookClosed'); end if;
    if v_book.revision <> p_seen then return jsonb_build_object('outcome', 'stale'); end if;
  end if;

  if p_expect is not null then
    select revision into v_revision from platform.filing where enterprise_id = p_enterprise and id = v_filing for update;
    if v_revision is distinct from p_expect then return jsonb_build_object('outcome', 'conflict', 'revision', v_revision); end if;
    select jsonb_build_object('outcome', 'ownNumberTaken', 'id', id, 'sameContent', content_hash = decode(p_filing->>'contentHash', 'hex'))
      into v_short from platform.filing
     where enterprise_id = p_enterprise and document = p_filing->>'document' and own_number = p_filing->>'ownNumber' and id <> v_filing;
    if found then return v_short; end if;
    select coalesce(max(n), 0) into v_event from platform.filing_event where enterprise_id = p_enterprise and filing_id = v_filing;
    select coalesce(max(n), 0) + 1 into v_judgement from platform.judgement where enterprise_id = p_enterprise and filing_id = v_filing;
  end if;

  if p_entry is not null and not p_fits then
    select jsonb_agg(jsonb_build_object('side', o.side, 'seq', o.seq, 'asked', o.asked::text, 'left', o.left_over::text))
      into v_short from platform.overdrawn(p_enterprise, p_book, p_cycle, p_side, p_seq, p_kind, p_quantity, p_release) o;
    if v_short is not null then return jsonb_build_object('outcome', 'notEnough', 'lines', v_short); end if;
  end if;

  -- From here on everything is written, a new filing first: where its own number is taken, that is all that was tried.
  if p_expect is null then
    insert into platform.filing
      select p_enterprise, v_filing, r."document", r."type", r."ownNumber", r."state", null, 1, v_version,
             r."filer", p_organisation, r."title", r."filedOn", null, r."edition", r."route", decode(r."contentHash", 'hex'),
             r."book", r."cycle", r."about", p_entry, '{}', r."effort", p_business_at, p_at
        from jsonb_to_record(p_filing) as r("document" text, "type" text, "ownNumber" text, "state" text, "filer" uuid, "title" jsonb,
             "filedOn" date, "edition" text, "route" jsonb, "contentHash" text, "book" text, "cycle" int, "about" uuid, "effort" jsonb)
      on conflict do nothing;
    if not found then
      return (
        select jsonb_build_object('outcome', 'ownNumberTaken', 'id', id, 'sameContent', content_hash = decode(p_filing->>'contentHash', 'hex'))
          from platform.filing
         where enterprise_id = p_enterprise and document = p_filing->>'document' and own_number = p_filing->>'ownNumber');
    end if;
  else
    update platform.filing f
       set own_number = r."ownNumber", state = r."state", revision = p_expect + 1, version = v_version, filer_id = r."filer",
           title = r."title", filed_on = r."filedOn", edition = r."edition", route = r."route",
           content_hash = decode(r."contentHash", 'hex'), book = r."book", cycle = r."cycle", entry_id = p_entry, effort = r."effort",
           updated_at = p_at
      from jsonb_to_record(p_filing) as r("ownNumber" text, "state" text, "filer" uuid, "title" jsonb, "filedOn" date, "edition" text,
           "route" jsonb, "contentHash" text, "book" text, "cycle" int, "effort" jsonb)
     where f.enterprise_id = p_enterprise and f.id = v_filing;
    delete from platform.draft_part where enterprise_id = p_enterprise and filing_id = v_filing;
  end if;
  -- The same key twice at once: the first has committed when this insert fails, and the next turn finds its answer.
  insert into platform.answer values (p_enterprise, p_key, p_request_hash, p_status, p_answer, p_at);

  if p_release is not null then perform platform.settle_entry(p_enterprise, p_release, 'released', p_day, v_filing, p_at); end if;
  if p_entry is not null then
    perform platform.reserve_entry(p_enterprise, p_entry, p_book, p_cycle, v_filing, v_version, p_day,
      p_line, p_side, p_seq, p_kind, p_recipe, p_quantity, p_at);
    update platform.book set revision = revision + 1 where enterprise_id = p_enterprise and book = p_book and cycle = p_cycle;
  end if;

  insert into platform.filing_part
    select p_enterprise, v_filing, v_version, r."part", r."chunk", r."body"
      from jsonb_to_recordset(p_parts) as r("part" text, "chunk" int, "body" jsonb);
  insert into platform.filing_event
    select p_enterprise, v_filing, v_event + r."n", r."event", r."from", r."to", r."actor", p_organisation, r."reason",
           coalesce(r."vals", '{}'), p_business_at, p_at
      from jsonb_to_recordset(p_events) as r("n" int, "event" text, "from" text, "to" text, "actor" uuid, "reason" text, "vals" jsonb);
  insert into platform.judgement
    values (p_enterprise, v_filing, v_judgement, v_version, p_judgement->>'edition', p_judgement->>'strongest',
            p_judgement->'facts', p_judgement->'findings', p_at);
  insert into platform.sight
    select p_enterprise, v_filing, r."organisation", r."view", r."parts", r."does", r."ground", null
      from jsonb_to_recordset(p_sights) as r("organisation" uuid, "view" text, "parts" text[], "does" text, "ground" text)
    on conflict do nothing;
  insert into platform.task
    select p_enterprise, r."id", r."organisation", v_filing, r."act", r."title", r."dueAt", 1, 'open', null, 0, p_at
      from jsonb_to_recordset(p_tasks) as r("id" uuid, "organisation" uuid, "act" text, "title" jsonb, "dueAt" timestamptz);
  insert into platform.outbox
    select p_enterprise, r."id", r."receiver", r."type", r."schema", r."key", v_version, v_filing, v_filing, '{}', r."purpose", r."class",
           null, null, decode(r."contentHash", 'hex'), p_at, r.n - 1
      from rows from (jsonb_to_recordset(p_outbox) as ("id" uuid, "receiver" uuid, "type" text, "schema" text, "key" text, "purpose" text,
           "class" smallint, "contentHash" text)) with ordinality as r("id", "receiver", "type", "schema", "key", "purpose", "class", "contentHash", n);
  -- Messages lie one behind the other.
  insert into platform.payload
    select p_enterprise, r."id", r."name", substring(p_payload from r."from" + 1 for r."length"), decode(r."salt", 'hex')
      from jsonb_to_recordset(p_outbox) as r("id" uuid, "name" text, "from" int, "length" int, "salt" text);
  insert into platform.audit
    values (p_enterprise, (p_audit->>'id')::uuid, p_organisation, (p_audit->>'actor')::uuid, p_audit->>'act', v_filing, p_audit->>'purpose',
            p_audit->'detail', p_audit_salt, p_audit_hash, p_business_at, p_at);
  return jsonb_build_object('outcome', 'done', 'revision', coalesce(p_expect, 0) + 1);
end $$;
grant execute on function take_in to jiamao_app;
