import { type Provider, provideRows } from '../policy/index.ts'
import { sql } from '../store/index.ts'
import { bookRecipes, drawn, positions, recipes, remaining } from './facts.ts'
import { type Effect, movementKinds } from './kinds.ts'

const codesOf = (...effects: Effect[]) =>
  Object.values(movementKinds).flatMap(({ code, effect }) => (effects.includes(effect) ? [code] : []))

/** The ledger's facts. The book of an ask is its latest cycle. */
export const ledgerProviders: readonly Provider[] = [
  provideRows(
    remaining,
    (ask) => sql`
    with ${ask},
    line as (
      select ask.asked, a.* from ask
        join account a on a.enterprise_id = ask.enterprise and a.book = ask.book and a.side = ask.side and a.seq = any (ask.seqs)
         and a.cycle = (select max(b.cycle) from book b where b.enterprise_id = ask.enterprise and b.book = ask.book))
    select line.asked, line.side, line.seq, case when line.ceiling is null then 'no' else 'yes' end as limited,
           (coalesce(line.ceiling, 0) - coalesce(sum(case k.ceiling_sign when 1 then b.reserved + b.final when -1 then -b.final else 0 end), 0))::bigint as remaining
      from line
      left join balance b on b.enterprise_id = line.enterprise_id and b.book = line.book and b.cycle = line.cycle and b.side = line.side and b.seq = line.seq
      left join movement_kind k on k.code = b.kind
     group by line.asked, line.side, line.seq, line.ceiling`,
  ),
  provideRows(
    recipes,
    (ask) => sql`
    with ${ask}
    select ask.asked, r.product, r.version, r.material, r.net, r.tangible, r.intangible, r.bonded_share as "bondedShare",
           r.valid_from as "validFrom", r.valid_to as "validTo", r.state::int
      from ask join recipe r on r.enterprise_id = ask.enterprise and r.book = ask.book and r.product = any (ask.seqs)
     where ask.side = 'E'
     order by r.product, r.version, r.material`,
  ),
  provideRows(
    drawn,
    (ask) => sql`
    with ${ask}
    select ask.asked, a.side, a.seq, a.ceiling,
           coalesce(sum(case k.ceiling_sign when 1 then b.reserved + b.final when -1 then -b.final else 0 end), 0)::bigint as drawn,
           coalesce(bool_or(b.reserved <> 0 or b.final <> 0), false) as moved
      from ask
      join account a on a.enterprise_id = ask.enterprise and a.book = ask.book
       and a.cycle = (select max(c.cycle) from book c where c.enterprise_id = ask.enterprise and c.book = ask.book)
      left join balance b on b.enterprise_id = a.enterprise_id and b.book = a.book and b.cycle = a.cycle and b.side = a.side
       and b.seq = a.seq and b.kind <> ${movementKinds.AMENDMENT_HOLD.code}::smallint
      left join movement_kind k on k.code = b.kind
     group by ask.asked, a.side, a.seq, a.ceiling`,
  ),
  provideRows(
    bookRecipes,
    (ask) => sql`
    with ${ask},
    used as (
      select distinct ask.asked, b.seq, b.recipe
        from ask join balance b on b.enterprise_id = ask.enterprise and b.book = ask.book and b.side = 'E'
       where b.kind <> ${movementKinds.AMENDMENT_HOLD.code}::smallint and (b.reserved <> 0 or b.final <> 0))
    select ask.asked, r.product, r.version, r.material, r.net, r.tangible, r.intangible, r.bonded_share as "bondedShare",
           r.valid_from as "validFrom", r.valid_to as "validTo", r.state::int, u.seq is not null as moved
      from ask
      join recipe r on r.enterprise_id = ask.enterprise and r.book = ask.book
      left join used u on u.asked = ask.asked and u.seq = r.product and u.recipe = r.version
     order by r.product, r.version, r.material`,
  ),
  // Sums of Q·n pass 2⁶³ and are numeric: exact integers of any size.
  provideRows(
    positions,
    (ask) => sql`
    with ${ask},
    named as (
      select ask.*, (select max(b.cycle) from book b where b.enterprise_id = ask.enterprise and b.book = ask.book) as cycle from ask),
    touched as (
      select n.asked, n.enterprise, n.book, n.cycle, unnest(n.seqs) as seq from named n where n.side = 'I'
      union
      select n.asked, n.enterprise, n.book, n.cycle, r.material from named n
        join recipe r on r.enterprise_id = n.enterprise and r.book = n.book and r.product = any (n.seqs)
       where n.side = 'E'),
    moved as (
      select t.asked, t.seq, sum(case when b.kind = any (${codesOf('+')}::smallint[]) then b.final else -(b.reserved + b.final) end)::bigint as base
        from touched t
        join balance b on b.enterprise_id = t.enterprise and b.book = t.book and b.cycle = t.cycle and b.side = 'I' and b.seq = t.seq
       where b.kind = any (${codesOf('+', '-')}::smallint[])
       group by t.asked, t.seq),
    gone as (
      select n.asked, b.seq as product, b.recipe as version,
             sum(case when b.kind = any (${codesOf('-c')}::smallint[]) then b.reserved + b.final else -b.final end) as q
        from named n
        join balance b on b.enterprise_id = n.enterprise and b.book = n.book and b.cycle = n.cycle and b.side = 'E'
       where b.kind = any (${codesOf('-c', '+c')}::smallint[])
       group by n.asked, b.seq, b.recipe),
    taken as (
      select t.asked, t.seq, r.bonded_share, 100000000000 - r.tangible - r.intangible as remains, sum(g.q::numeric * r.net) as taken
        from touched t
        join recipe r on r.enterprise_id = t.enterprise and r.book = t.book and r.material = t.seq
        join gone g on g.asked = t.asked and g.product = r.product and g.version = r.version
       group by t.asked, t.seq, r.bonded_share, remains)
    select t.asked, t.seq, coalesce(m.base, 0)::bigint as base, x.bonded_share as "bondedShare", x.remains as "left", x.taken::text as taken
      from touched t
      left join moved m on m.asked = t.asked and m.seq = t.seq
      left join taken x on x.asked = t.asked and x.seq = t.seq
     order by t.asked, t.seq, x.bonded_share, x.remains`,
  ),
]
