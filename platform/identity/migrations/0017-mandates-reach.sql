/* 委托的范围, in the policies. What the holder of a mandate reads of an enterprise's registers and ledger is what row
   security lets through in the owner's stance, and no longer what the code remembers to leave out. */

-- Books that the mandate of the acting organisation names; {*}: all of them; nothing without one. Asked once a statement.
create function books_held() returns text[] language sql stable
  return coalesce((
    select coalesce(m.books, array['*']) from platform.mandate m
     where m.enterprise_id = platform.scope() and m.holder_id = platform.actor() and m.state = 'agreed'), '{}');
grant execute on function books_held to jiamao_app;

/* For migrations: opens tables to holders for reading, by the book of each row; a table that knows no book only to who holds
   all of them. The owner is let through before a mandate is asked for, so its reads cost what they did. */
create procedure open_to_mandates(variadic tables text[]) language plpgsql as $$
declare
  t text;
  v_books text;
  v_act text;
begin
  foreach t in array tables loop
    v_books := case when exists (select from pg_attribute where attrelid = t::regclass and attname = 'book' and not attisdropped)
                    then $books$array['*', book]$books$ else $books$array['*']$books$ end;
    execute format('drop policy alone on %s', t);
    execute format($policy$
      create policy alone on %s as restrictive for select to jiamao_app
        using (platform.stance() <> 'owner' or platform.scope() = platform.actor() or (select platform.books_held()) && %s)$policy$, t, v_books);
    execute format($policy$
      create policy alone_adds on %s as restrictive for insert to jiamao_app
        with check (platform.stance() <> 'owner' or platform.scope() = platform.actor())$policy$, t);
    foreach v_act in array array['update', 'delete'] loop
      execute format($policy$
        create policy alone_%s on %s as restrictive for %s to jiamao_app
          using (platform.stance() <> 'owner' or platform.scope() = platform.actor())$policy$, v_act || 's', t, v_act);
    end loop;
  end loop;
end $$;
revoke execute on procedure open_to_mandates from public;
