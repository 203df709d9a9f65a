-- The books that a mandate names are read by its holder (委托).
call open_to_mandates('book', 'account', 'recipe', 'balance', 'entry', 'recipe_columns');
-- A phase knows its entry, and the entry its book.
drop policy alone on entry_phase;
create policy alone on entry_phase as restrictive for select to jiamao_app using (
  stance() <> 'owner' or scope() = actor() or exists (
    select from entry e where e.enterprise_id = entry_phase.enterprise_id and e.id = entry_phase.entry_id));
create policy alone_adds on entry_phase as restrictive for insert to jiamao_app with check (stance() <> 'owner' or scope() = actor());
create policy alone_updates on entry_phase as restrictive for update to jiamao_app using (stance() <> 'owner' or scope() = actor());
create policy alone_deletes on entry_phase as restrictive for delete to jiamao_app using (stance() <> 'owner' or scope() = actor());
