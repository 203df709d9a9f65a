-- Whose rows, who acts, in which stance: three settings of the transaction. Unset means no rows.
create function scope() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.enterprise', true), '')::uuid;
create function actor() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.organisation', true), '')::uuid;
create function stance() returns text language sql stable parallel safe
  return nullif(current_setting('app.stance', true), '');

-- For migrations: the first wall of every enterprise table. The owner, and the engine for the owner, reach their own rows.
create procedure guard(variadic tables text[]) language plpgsql as $$
declare t text;
begin
  foreach t in array tables loop
    execute format('alter table %s enable row level security', t);
    execute format('alter table %s force row level security', t);
    execute format($policy$
      create policy own on %s for all to jiamao_app
        using (enterprise_id = scope() and stance() in ('owner', 'engine'))
        with check (enterprise_id = scope() and stance() in ('owner', 'engine'))$policy$, t);
    execute format('grant select, insert on %s to jiamao_app', t);
  end loop;
end $$;
revoke execute on procedure guard from public;

grant usage on schema platform, register to jiamao_app, jiamao_worker;

-- Where an enterprise lives; read FOR SHARE by every write, so that it can be moved (scale rule 12).
create table tenant_home (
  enterprise_id uuid primary key,
  state text not null check (state in ('here', 'moving', 'gone'))
);
call guard('tenant_home');
grant update on tenant_home to jiamao_app;  -- FOR SHARE asks for it

-- Business time as an operator set it; one row. Reference data: every process asks it.
create table clock (
  one boolean primary key default true check (one),
  setting jsonb not null,
  moved_by uuid,
  moved_at timestamptz not null
);
grant select, insert, update on clock to jiamao_app;
