-- The signs of R4.2 and R5.9 by kind code. Reference data; a test holds it against kinds.ts.
create table movement_kind (
  code smallint primary key,
  id text not null unique,
  -- +1 or −1: counts towards, or gives back to, what a book line may draw (R5.9); 0 does not touch it.
  ceiling_sign smallint not null check (ceiling_sign in (-1, 0, 1))
);
insert into movement_kind (code, id, ceiling_sign) values
  (1, 'OPENING', 0),
  (2, 'MATERIAL_IMPORT', 1),
  (3, 'TRANSFER_IN', 1),
  (4, 'CARRY_IN', 1),
  (5, 'EXCHANGE_IN', 1),
  (6, 'EXCHANGE_OUT', -1),
  (7, 'MATERIAL_REEXPORT', 0),
  (8, 'CARRY_OUT', 0),
  (9, 'MATERIAL_SALE', 0),
  (10, 'PRODUCT_SALE', 0),
  (11, 'DEFECTIVE_SALE', 0),
  (12, 'MATERIAL_DESTRUCTION', 0),
  (13, 'DEFECTIVE_DESTRUCTION', 0),
  (14, 'FOLLOW_UP_DUTY', 0),
  (15, 'PRODUCT_EXPORT', 1),
  (16, 'TRANSFER_OUT', 1),
  (17, 'PRODUCT_RETURN', -1),
  (18, 'PRODUCT_REEXPORT', 1),
  (19, 'PRODUCT_RELIEF', 1),
  (20, 'SCRAP_SALE', 0),
  (21, 'SCRAP_REEXPORT', 0),
  (22, 'SCRAP_DESTRUCTION', 0),
  (23, 'EQUIPMENT_IN', 0),
  (24, 'EQUIPMENT_SALE', 0),
  (25, 'EQUIPMENT_TRANSFER', 0),
  (26, 'EQUIPMENT_RETURN', 0),
  (27, 'ADJUST_ADD', 0),
  (28, 'ADJUST_REDUCE', 0);

grant select on movement_kind to jiamao_app;

create table book (
  enterprise_id uuid not null,
  book text not null,
  cycle int not null,
  revision bigint not null,
  open boolean not null,
  primary key (enterprise_id, book, cycle)
);
create table account (
  enterprise_id uuid not null,
  book text not null,
  cycle int not null,
  side text not null check (side in ('I', 'E')),
  seq int not null,
  unit text not null,
  ceiling bigint,
  primary key (enterprise_id, book, cycle, side, seq)
);
create table recipe (
  enterprise_id uuid not null,
  book text not null,
  product int not null,
  version text not null,
  material int not null,
  net bigint not null,
  tangible bigint not null,
  intangible bigint not null,
  bonded_share bigint not null,
  valid_from date not null,
  valid_to date,
  state smallint not null,
  primary key (enterprise_id, book, product, version, material)
);
create table balance (
  enterprise_id uuid not null,
  book text not null,
  cycle int not null,
  side text not null,
  seq int not null,
  recipe text not null,
  kind smallint not null,
  reserved bigint not null check (reserved >= 0),
  final bigint not null,
  primary key (enterprise_id, book, cycle, side, seq, recipe, kind)
) with (fillfactor = 70);

-- All postings of one filing version on one book, as parallel arrays: written once. A correction is another entry.
create table entry (
  enterprise_id uuid not null,
  id uuid not null,
  book text not null,
  cycle int not null,
  filing_id uuid not null,
  version int not null,
  reverses uuid,
  day date not null,
  line int[] not null,
  side text[] not null,
  seq int[] not null,
  kind smallint[] not null,
  recipe text[] not null,
  quantity bigint[] not null,
  at timestamptz not null,
  primary key (enterprise_id, id)
);
create index on entry (enterprise_id, book, cycle);
-- Step 1 reserved, step 2 final or released: the key lets each happen once.
create table entry_phase (
  enterprise_id uuid not null,
  entry_id uuid not null,
  step smallint not null,
  phase text not null,
  day date not null,
  cause uuid not null,
  at timestamptz not null,
  primary key (enterprise_id, entry_id, step),
  check ((step = 1 and phase = 'reserved') or (step = 2 and phase in ('final', 'released')))
);
call guard('book', 'account', 'recipe', 'balance', 'entry', 'entry_phase');
grant update on book, account, balance, recipe to jiamao_app;

-- One row a posting, for reading.
create view posting with (security_invoker = true) as
  select e.enterprise_id, e.book, e.cycle, e.id as entry_id, e.filing_id, e.version, p.line, p.side, p.seq, p.kind, p.recipe, p.quantity,
         coalesce(last.phase, first.phase) as phase, coalesce(last.day, first.day) as day, e.reverses
    from entry e
    cross join lateral unnest(e.line, e.side, e.seq, e.kind, e.recipe, e.quantity) as p(line, side, seq, kind, recipe, quantity)
    join entry_phase first on first.enterprise_id = e.enterprise_id and first.entry_id = e.id and first.step = 1
    left join entry_phase last on last.enterprise_id = e.enterprise_id and last.entry_id = e.id and last.step = 2;
grant select on posting to jiamao_app;

/* What a book line still lets through, in SQL because it must hold under the lock: increases count reserved and final,
   what gives back counts only when final (R5.9). An entry that the new one replaces gives its room to it. Returns the
   lines that ask for more than is left. */
create function overdrawn(p_enterprise uuid, p_book text, p_cycle int, p_side text[], p_seq int[], p_kind smallint[], p_quantity bigint[],
  p_instead_of uuid)
  returns table (side text, seq int, asked bigint, left_over bigint) language sql stable
begin atomic
  with asks as (
    select a.side, a.seq, sum(a.quantity)::bigint as asked
      from unnest(p_side, p_seq, p_kind, p_quantity) as a(side, seq, kind, quantity)
      join movement_kind k on k.code = a.kind and k.ceiling_sign = 1
     group by a.side, a.seq),
  replaced as (
    select o.side, o.seq, sum(o.quantity)::bigint as quantity
      from entry e
      cross join lateral unnest(e.side, e.seq, e.kind, e.quantity) as o(side, seq, kind, quantity)
      join movement_kind k on k.code = o.kind and k.ceiling_sign = 1
     where e.enterprise_id = p_enterprise and e.id = p_instead_of
     group by o.side, o.seq),
  used as (
    select b.side, b.seq,
           sum(case when k.ceiling_sign = 1 then b.reserved + b.final else -b.final end)::bigint as used
      from asks x
      join balance b on b.enterprise_id = p_enterprise and b.book = p_book and b.cycle = p_cycle and b.side = x.side and b.seq = x.seq
      join movement_kind k on k.code = b.kind and k.ceiling_sign <> 0
     group by b.side, b.seq),
  room as (
    select x.side, x.seq, x.asked, (a.ceiling - coalesce(u.used, 0) + coalesce(r.quantity, 0))::bigint as left_over
      from asks x
      join account a on a.enterprise_id = p_enterprise and a.book = p_book and a.cycle = p_cycle and a.side = x.side and a.seq = x.seq
      left join used u on u.side = x.side and u.seq = x.seq
      left join replaced r on r.side = x.side and r.seq = x.seq
     where a.ceiling is not null)
  select room.side, room.seq, room.asked, room.left_over from room where room.asked > room.left_over;
end;

/* Reserves an entry. The caller holds the book's row lock. */
create function reserve_entry(p_enterprise uuid, p_entry uuid, p_book text, p_cycle int, p_filing uuid, p_version int, p_day date,
  p_line int[], p_side text[], p_seq int[], p_kind smallint[], p_recipe text[], p_quantity bigint[], p_at timestamptz)
  returns void language plpgsql as $$
begin
  insert into platform.entry values (p_enterprise, p_entry, p_book, p_cycle, p_filing, p_version, null, p_day,
    p_line, p_side, p_seq, p_kind, p_recipe, p_quantity, p_at);
  insert into platform.entry_phase values (p_enterprise, p_entry, 1, 'reserved', p_day, p_filing, p_at);
  insert into platform.balance as b
    select p_enterprise, p_book, p_cycle, x.side, x.seq, x.recipe, x.kind, sum(x.quantity), 0
      from unnest(p_side, p_seq, p_recipe, p_kind, p_quantity) as x(side, seq, recipe, kind, quantity)
     group by x.side, x.seq, x.recipe, x.kind
    on conflict (enterprise_id, book, cycle, side, seq, recipe, kind) do update set reserved = b.reserved + excluded.reserved;
end $$;

/* Ends an entry: final or released, once. Locks the book first, as everything does. Returns whether it did anything. */
create function settle_entry(p_enterprise uuid, p_entry uuid, p_phase text, p_day date, p_cause uuid, p_at timestamptz)
  returns boolean language plpgsql as $$
declare e platform.entry;
begin
  select * into strict e from platform.entry where enterprise_id = p_enterprise and id = p_entry;
  perform from platform.book where enterprise_id = p_enterprise and book = e.book and cycle = e.cycle for update;
  insert into platform.entry_phase values (p_enterprise, p_entry, 2, p_phase, p_day, p_cause, p_at) on conflict do nothing;
  if not found then return false; end if;
  update platform.balance b
     set reserved = b.reserved - x.quantity, final = b.final + case when p_phase = 'final' then x.quantity else 0 end
    from (select u.side, u.seq, u.recipe, u.kind, sum(u.quantity)::bigint as quantity
            from unnest(e.side, e.seq, e.recipe, e.kind, e.quantity) as u(side, seq, recipe, kind, quantity)
           group by u.side, u.seq, u.recipe, u.kind) x
   where b.enterprise_id = p_enterprise and b.book = e.book and b.cycle = e.cycle
     and b.side = x.side and b.seq = x.seq and b.recipe = x.recipe and b.kind = x.kind;
  update platform.book set revision = revision + 1 where enterprise_id = p_enterprise and book = e.book and cycle = e.cycle;
  return true;
end $$;
