import { type Provider, provide, provideRows } from '../policy/index.ts'
import { sql } from '../store/index.ts'
import { bookRecipes, drawn, positions, recipes, remaining } from './facts.ts'
import { movementKinds } from './kinds.ts'
import { readPositionsOf } from './positions-read.ts'
import { readRecipesOf } from './recipes-read.ts'

const kindsOfSign = (sign: 1 | -1) =>
  Object.values(movementKinds).flatMap(({ code, ceilingSign }) => (ceilingSign === sign ? [code] : []))

/** What of a balance row counts towards the limit of its line (R5.9). */
const counted = sql`case k.ceiling_sign when 1 then b.reserved + b.final when -1 then -b.final else 0 end`

/** The latest cycle of the book of an ask. */
const lastCycle = sql`
  cross join lateral (
    select max(b.cycle) as cycle from book b where b.enterprise_id = ask.enterprise and b.book = ask.book offset 0) last`

const recipeColumns = sql`
  r.product, r.version, r.material, r.net, r.tangible, r.intangible, r.bonded_share as "bondedShare",
  r.valid_from as "validFrom", r.valid_to as "validTo", r.state::int`

/** The ledger's facts. The book of an ask is its latest cycle. */
export const ledgerProviders: readonly Provider[] = [
  provideRows(
    remaining,
    (ask) => sql`
    with ${ask},
    place as materialized (select ask.*, last.cycle from ask ${lastCycle}),
    used as materialized (
      select p.asked, b.seq, b.used
        from place p
        cross join lateral (
          select b.seq, sum(
                   case when b.kind = any (${kindsOfSign(1)}::smallint[]) then b.reserved + b.final
                        when b.kind = any (${kindsOfSign(-1)}::smallint[]) then -b.final end) as used
            from balance b
           where b.enterprise_id = p.enterprise and b.book = p.book and b.cycle = p.cycle and b.side = p.side and b.seq = any (p.seqs)
           group by b.seq offset 0) b)
    select p.asked, a.side, a.seq, case when a.ceiling is null then 'no' else 'yes' end as limited,
           (coalesce(a.ceiling, 0) - coalesce(u.used, 0))::bigint as remaining
      from place p
      cross join lateral (
        select a.side, a.seq, a.ceiling from account a
         where a.enterprise_id = p.enterprise and a.book = p.book and a.cycle = p.cycle and a.side = p.side and a.seq = any (p.seqs)
        offset 0) a
      left join used u on u.asked = p.asked and u.seq = a.seq`,
  ),
  provide(recipes, readRecipesOf) as Provider,
  provideRows(
    drawn,
    (ask) => sql`
    with ${ask},
    line as (
      select ask.asked, a.* from ask ${lastCycle}
        cross join lateral (
          select * from account a where a.enterprise_id = ask.enterprise and a.book = ask.book and a.cycle = last.cycle offset 0) a),
    used as (
      select ask.asked, b.side, b.seq, sum(${counted})::bigint as drawn, bool_or(b.reserved <> 0 or b.final <> 0) as moved
        from ask ${lastCycle}
        cross join lateral (
          select * from balance b where b.enterprise_id = ask.enterprise and b.book = ask.book and b.cycle = last.cycle offset 0) b
        join movement_kind k on k.code = b.kind
       where b.kind <> ${movementKinds.AMENDMENT_HOLD.code}::smallint
       group by ask.asked, b.side, b.seq)
    select l.asked, l.side, l.seq, l.ceiling, coalesce(u.drawn, 0) as drawn, coalesce(u.moved, false) as moved
      from line l left join used u on u.asked = l.asked and u.side = l.side and u.seq = l.seq`,
  ),
  provideRows(
    bookRecipes,
    (ask) => sql`
    with ${ask},
    used as (
      select distinct ask.asked, b.seq, b.recipe
        from ask
        cross join lateral (
          select * from balance b where b.enterprise_id = ask.enterprise and b.book = ask.book and b.side = 'E' offset 0) b
       where b.kind <> ${movementKinds.AMENDMENT_HOLD.code}::smallint and (b.reserved <> 0 or b.final <> 0))
    select ask.asked, ${recipeColumns}, u.seq is not null as moved
      from ask
      cross join lateral (select * from recipe r where r.enterprise_id = ask.enterprise and r.book = ask.book offset 0) r
      left join used u on u.asked = ask.asked and u.seq = r.product and u.recipe = r.version
     order by r.product, r.version, r.material`,
  ),
  provide(positions, readPositionsOf) as Provider,
]
