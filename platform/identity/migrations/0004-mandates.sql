/* What an enterprise lets another organisation do for it (委托): proposed by the enterprise, agreed by the holder, ended by
   either at once, and by its last day. Null books or types: all of them. */
create table mandate (
  enterprise_id uuid not null,
  id uuid not null,
  holder_id uuid not null,
  books text[],
  types text[],
  acts text[] not null,
  -- Largest value of one filing, 10⁻⁵ of its currency; null: no limit.
  most bigint check (most >= 0),
  from_day date not null,
  until_day date not null,
  state text not null check (state in ('proposed', 'agreed', 'ended')),
  ended_by uuid,
  reason text,
  proposed_at timestamptz not null,
  agreed_at timestamptz,
  ended_at timestamptz,
  primary key (enterprise_id, id),
  check (from_day <= until_day and holder_id <> enterprise_id)
);
call guard('mandate');
grant update on mandate to jiamao_app;
create index on mandate (holder_id, state);
-- One at a time between two organisations: what holds is then never a question.
create unique index mandate_one on mandate (enterprise_id, holder_id) where state <> 'ended';
grant select on mandate to jiamao_worker;
create policy carry on mandate for select to jiamao_worker using (true);
create policy held on mandate for select to jiamao_app using (holder_id = actor() and stance() = 'party');
drop policy alone on mandate;
create policy alone on mandate as restrictive for all to jiamao_app
  using (stance() <> 'owner' or scope() = actor() or holder_id = actor());

/* Whether the acting organisation holds a mandate of the enterprise for a book and a type; null asks for none. Its days are
   kept by the server on business time, which the database does not know; what has ended is ended here too. */
create function holds_mandate(p_enterprise uuid, p_book text, p_type text) returns boolean language sql stable
  return exists (
    select from platform.mandate m
     where m.enterprise_id = p_enterprise and m.holder_id = platform.actor() and m.state = 'agreed'
       and (p_book is null or m.books is null or p_book = any (m.books)) and (p_type is null or m.types is null or p_type = any (m.types)));
grant execute on function holds_mandate to jiamao_app;
