-- Which products use a material: asked for every export.
create index on recipe (enterprise_id, book, material);

/* What a book line still lets through (R5.9), one look into each index a line: joined by estimates, the planner read the
   book once for every line. Increases count reserved and final, what gives back counts only when final. An entry that
   the new one replaces gives its room to it. Returns the lines that ask for more than is left. */
create or replace function overdrawn(p_enterprise uuid, p_book text, p_cycle int, p_side text[], p_seq int[], p_kind smallint[],
  p_quantity bigint[], p_instead_of uuid)
  returns table (side text, seq int, asked bigint, left_over bigint) language sql stable
begin atomic
  with asks as materialized (
    select a.side, a.seq, sum(a.quantity)::bigint as asked
      from unnest(p_side, p_seq, p_kind, p_quantity) as a(side, seq, kind, quantity)
      join movement_kind k on k.code = a.kind and k.ceiling_sign = 1
     group by a.side, a.seq),
  replaced as materialized (
    select o.side, o.seq, sum(o.quantity)::bigint as quantity
      from entry e
      cross join lateral unnest(e.side, e.seq, e.kind, e.quantity) as o(side, seq, kind, quantity)
      join movement_kind k on k.code = o.kind and k.ceiling_sign = 1
     where e.enterprise_id = p_enterprise and e.id = p_instead_of
     group by o.side, o.seq),
  room as (
    select x.side, x.seq, x.asked, (l.ceiling - coalesce(u.used, 0) + coalesce(r.quantity, 0))::bigint as left_over
      from asks x
      cross join lateral (
        select a.ceiling from account a
         where a.enterprise_id = p_enterprise and a.book = p_book and a.cycle = p_cycle and a.side = x.side and a.seq = x.seq
           and a.ceiling is not null
        offset 0) l
      cross join lateral (
        select sum(case when k.ceiling_sign = 1 then b.reserved + b.final else -b.final end) as used
          from balance b join movement_kind k on k.code = b.kind and k.ceiling_sign <> 0
         where b.enterprise_id = p_enterprise and b.book = p_book and b.cycle = p_cycle and b.side = x.side and b.seq = x.seq
        offset 0) u
      left join replaced r on r.side = x.side and r.seq = x.seq)
  select room.side, room.seq, room.asked, room.left_over from room where room.asked > room.left_over;
end;
