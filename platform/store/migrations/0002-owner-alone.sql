/* The stance of the owner is the owner's own. Who acts for it (委托) stands in it too, under a policy of the table that says
   what a mandate opens; a table without one stays shut. */
create or replace procedure guard(variadic tables text[]) language plpgsql as $$
declare t text;
begin
  foreach t in array tables loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format($policy$
      create policy own on %s for all to jiamao_app
        using (enterprise_id = scope() and stance() in ('owner', 'engine'))
        with check (enterprise_id = scope() and stance() in ('owner', 'engine'))$policy$, t);
    execute format($policy$
      create policy alone on %s as restrictive for all to jiamao_app
        using (stance() <> 'owner' or scope() = actor())$policy$, t);
    execute format('grant select, insert on %s to jiamao_app', t);
  end loop;
end $$;

-- Tables that are there already.
do $$
declare t record;
begin
  for t in select schemaname, tablename from pg_policies where policyname = 'own' and schemaname in ('platform', 'register') loop
    execute format($policy$
      create policy alone on %I.%I as restrictive for all to jiamao_app
        using (platform.stance() <> 'owner' or platform.scope() = platform.actor())$policy$, t.schemaname, t.tablename);
  end loop;
end $$;
