/* What the holder of a mandate reads of the enterprise: filings of the books and types that it names, and what hangs on
   them. What has no book yet is for the holder who opened it, and for one of all books. */
drop policy alone on filing;
create policy alone on filing as restrictive for all to jiamao_app using (
  stance() <> 'owner' or scope() = actor() or holds_mandate(enterprise_id, coalesce(book, known->>'number', ''), type)
  or (organisation_id = actor() and holds_mandate(enterprise_id, null, type)));

do $$
declare t text;
begin
  foreach t in array array['filing_part', 'draft_part', 'filing_event', 'judgement', 'talk', 'paper', 'task'] loop
    execute format('drop policy alone on %I', t);
    execute format($policy$
      create policy alone on %1$I as restrictive for all to jiamao_app using (
        stance() <> 'owner' or scope() = actor() or exists (
          select from filing f where f.enterprise_id = %1$I.enterprise_id and f.id = %1$I.filing_id))$policy$, t);
  end loop;
  foreach t in array array['message', 'outbox'] loop
    execute format('drop policy alone on %I', t);
    execute format($policy$
      create policy alone on %1$I as restrictive for all to jiamao_app using (
        stance() <> 'owner' or scope() = actor() or exists (
          select from filing f where f.enterprise_id = %1$I.enterprise_id and f.id = %1$I.conversation))$policy$, t);
  end loop;
end $$;
drop policy alone on inbox;
create policy alone on inbox as restrictive for all to jiamao_app using (
  stance() <> 'owner' or scope() = actor() or exists (
    select from message m where m.enterprise_id = inbox.enterprise_id and m.id = inbox.about));
drop policy alone on payload;
create policy alone on payload as restrictive for all to jiamao_app using (
  stance() <> 'owner' or scope() = actor()
  or exists (select from message m where m.enterprise_id = payload.enterprise_id and m.id = payload.id)
  or exists (select from outbox o where o.enterprise_id = payload.enterprise_id and o.id = payload.id));
drop policy alone on kept_file;
create policy alone on kept_file as restrictive for all to jiamao_app using (
  stance() <> 'owner' or scope() = actor() or exists (
    select from paper p where p.enterprise_id = kept_file.enterprise_id and p.hash = kept_file.hash));
-- Its own imports, and the workbooks that it sent.
drop policy alone on job;
create policy alone on job as restrictive for all to jiamao_app using (
  stance() <> 'owner' or scope() = actor() or (by_organisation = actor() and holds_mandate(enterprise_id, null, null)));
drop policy alone on upload;
create policy alone on upload as restrictive for all to jiamao_app using (
  stance() <> 'owner' or scope() = actor() or holds_mandate(enterprise_id, null, null));
-- What it looked at stands in the owner's log.
drop policy alone on audit;
create policy alone on audit as restrictive for all to jiamao_app using (
  stance() <> 'owner' or scope() = actor() or (organisation_id = actor() and holds_mandate(enterprise_id, null, null)));
