/* What a checklist of 20 lines costs when nothing is asked of it: one function that takes the same content over the
   connection and writes the same rows and bytes into the same tables, with the same guarantees: the serving role under row
   security, the key that lets nothing be written twice, the lock on the book, the limits checked under it. It completes,
   judges, encodes and hashes nothing. */
create table bench.client (
  id int primary key,
  enterprise uuid not null,
  customs uuid not null,
  person uuid not null,
  book text not null
);

create function bench.take(
  p_client int, p_type text, p_side text, p_kind smallint, p_recipe text, p_seq int[], p_quantity bigint[],
  p_head jsonb, p_lines jsonb, p_facts jsonb, p_findings jsonb, p_title jsonb, p_route jsonb, p_effort jsonb, p_answer jsonb,
  p_detail jsonb, p_name text, p_bytes bytea, p_salt bytea
) returns void language plpgsql as $$
declare
  c bench.client;
  v_filing uuid := uuidv7();
  v_entry uuid := uuidv7();
  v_message uuid := uuidv7();
  v_now timestamptz := clock_timestamp();
begin
  select * into strict c from bench.client where id = p_client;
  perform set_config('app.enterprise', c.enterprise::text, true), set_config('app.organisation', c.enterprise::text, true),
          set_config('app.stance', 'engine', true);
  perform from platform.tenant_home where enterprise_id = c.enterprise and state = 'here' for share;
  if not found then raise 'not here'; end if;
  update platform.book set revision = revision + 1 where enterprise_id = c.enterprise and book = c.book and cycle = 1 and open;
  if not found then raise 'book closed'; end if;
  perform from platform.overdrawn(c.enterprise, c.book, 1, array_fill(p_side, array[cardinality(p_seq)]), p_seq,
    array_fill(p_kind, array[cardinality(p_seq)]), p_quantity, null);
  if found then raise 'not enough'; end if;

  insert into platform.answer (enterprise_id, key, request_hash, status, body, at)
    values (c.enterprise, v_filing::text, p_salt, 201, p_answer, v_now) on conflict do nothing;
  if not found then return; end if;
  insert into platform.entry (enterprise_id, id, book, cycle, filing_id, version, day, line, side, seq, kind, recipe, quantity, at)
    select c.enterprise, v_entry, c.book, 1, v_filing, 1, v_now::date, array_agg(n), array_agg(p_side), p_seq, array_agg(p_kind),
           array_agg(p_recipe), p_quantity, v_now
      from generate_subscripts(p_seq, 1) as n;
  insert into platform.entry_phase (enterprise_id, entry_id, step, phase, day, cause, at)
    values (c.enterprise, v_entry, 1, 'reserved', v_now::date, v_filing, v_now);
  insert into platform.balance as b (enterprise_id, book, cycle, side, seq, recipe, kind, reserved, final)
    select c.enterprise, c.book, 1, p_side, x.seq, p_recipe, p_kind, sum(x.quantity), 0
      from unnest(p_seq, p_quantity) as x(seq, quantity) group by x.seq
    on conflict (enterprise_id, book, cycle, side, seq, recipe, kind) do update set reserved = b.reserved + excluded.reserved;
  insert into platform.filing (enterprise_id, id, document, type, own_number, state, revision, version, filer_id, organisation_id, title,
      filed_on, edition, route, content_hash, book, cycle, entry_id, known, effort, opened_at, updated_at)
    values (c.enterprise, v_filing, 'checklist', p_type, v_filing::text, 'submitted', 1, 1, c.person, c.enterprise, p_title, v_now::date,
      '1', p_route, p_salt, c.book, 1, v_entry, '{}', p_effort, v_now, v_now);
  insert into platform.filing_part (enterprise_id, filing_id, version, part, chunk, body)
    values (c.enterprise, v_filing, 1, 'head', 0, p_head), (c.enterprise, v_filing, 1, 'lines', 0, p_lines);
  insert into platform.filing_event (enterprise_id, filing_id, n, event, from_state, to_state, actor_id, organisation_id, vals, business_at, at)
    values (c.enterprise, v_filing, 1, 'open', null, 'draft', c.person, c.enterprise, '{}', v_now, v_now),
           (c.enterprise, v_filing, 2, 'submit', 'draft', 'submitted', c.person, c.enterprise, '{}', v_now, v_now);
  insert into platform.judgement (enterprise_id, filing_id, n, version, edition, strongest, facts, findings, at)
    values (c.enterprise, v_filing, 1, 1, '1', 'warn', p_facts, p_findings, v_now);
  insert into platform.sight (enterprise_id, filing_id, organisation_id, view, parts, does, ground)
    values (c.enterprise, v_filing, c.customs, 'everything', '{head,lines}', 'decide', 'GAC 23/2018');
  insert into platform.outbox (enterprise_id, id, receiver, type, schema, key, version, cause, conversation, after, purpose, class,
      content_hash, at, ordinal)
    values (c.enterprise, v_message, c.customs, 'INV101', 'INV101@2024-07', 'checklist:' || v_filing, 1, v_filing, v_filing, '{}',
      'GAC 23/2018', 1, p_salt, v_now, 0);
  insert into platform.payload (enterprise_id, id, name, bytes, salt) values (c.enterprise, v_message, p_name, p_bytes, p_salt);
  insert into platform.audit (enterprise_id, id, organisation_id, actor_id, act, subject, detail, salt, hash, business_at, at)
    values (c.enterprise, uuidv7(), c.enterprise, c.person, 'filing.submit', v_filing, p_detail, p_salt, p_salt, v_now, v_now);
end $$;

grant usage on schema bench to jiamao_app;
grant select on bench.client to jiamao_app;
grant execute on all functions in schema bench to jiamao_app;
