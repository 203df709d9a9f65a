import type { Uuid } from '@jiamao/kernel/ids'
import type { TSchema } from 'typebox'
import type { Fact } from '../policy/define.ts'
import { type Ask, type Provider, provide } from '../policy/index.ts'
import { rows, type Sql, sql, type Tx } from '../store/index.ts'
import { positions, recipes, remaining } from './facts.ts'
import { type Effect, movementKinds } from './kinds.ts'

const codesOf = (...effects: Effect[]) =>
  Object.values(movementKinds).flatMap(({ code, effect }) => (effects.includes(effect) ? [code] : []))

/** The asks as a table: filing, enterprise, book, side, and the items asked for. */
const asked = (asks: readonly Ask[]): Sql => sql`
  select (a->>'filing')::uuid as filing, (a->>'enterprise')::uuid as enterprise, a->>'book' as book, a->>'side' as side,
         array(select jsonb_array_elements_text(a->'seqs')::int) as seqs
    from jsonb_array_elements(${JSON.stringify(asks.map(({ content: _, ...ask }) => ask))}::jsonb) as a`

/** Answers rows by filing; an ask without rows has an empty answer. */
async function byFiling<S extends TSchema, R extends { filing: Uuid }>(
  tx: Tx,
  asks: readonly Ask[],
  question: Sql,
  row: (found: R) => object,
): ReturnType<Provider<S>['provide']> {
  const found = new Map<Uuid, object[]>(asks.map(({ filing }) => [filing, []]))
  for (const r of await rows<R>(tx, question)) found.get(r.filing)!.push(row(r))
  return found as never
}

const withoutNulls = ({ filing: _, ...row }: object & { filing: Uuid }) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))

const list = <S extends TSchema>(fact: Fact<S>, question: (asks: readonly Ask[]) => Sql): Provider =>
  provide(fact, (tx, asks) => byFiling(tx, asks, question(asks), withoutNulls)) as unknown as Provider

/** The ledger's facts. The book of an ask is its latest cycle. */
export const ledgerProviders: readonly Provider[] = [
  list(
    remaining,
    (asks) => sql`
    with ask as (${asked(asks)}),
    line as (
      select ask.filing, a.* from ask
        join account a on a.enterprise_id = ask.enterprise and a.book = ask.book and a.side = ask.side and a.seq = any (ask.seqs)
         and a.cycle = (select max(b.cycle) from book b where b.enterprise_id = ask.enterprise and b.book = ask.book))
    select line.filing, line.side, line.seq, case when line.ceiling is null then 'no' else 'yes' end as limited,
           (coalesce(line.ceiling, 0) - coalesce(sum(case k.ceiling_sign when 1 then b.reserved + b.final when -1 then -b.final else 0 end), 0))::bigint as remaining
      from line
      left join balance b on b.enterprise_id = line.enterprise_id and b.book = line.book and b.cycle = line.cycle and b.side = line.side and b.seq = line.seq
      left join movement_kind k on k.code = b.kind
     group by line.filing, line.side, line.seq, line.ceiling`,
  ),
  list(
    recipes,
    (asks) => sql`
    with ask as (${asked(asks)})
    select ask.filing, r.product, r.version, r.material, r.net, r.tangible, r.intangible, r.bonded_share as "bondedShare",
           r.valid_from as "validFrom", r.valid_to as "validTo", r.state::int
      from ask join recipe r on r.enterprise_id = ask.enterprise and r.book = ask.book and r.product = any (ask.seqs)
     where ask.side = 'E'
     order by r.product, r.version, r.material`,
  ),
  provide(positions, (tx, asks) => readPositions(tx, asks)) as unknown as Provider,
]

interface PositionRow {
  readonly filing: Uuid
  readonly seq: number
  readonly base: bigint
  readonly bondedShare: bigint | null
  readonly left: bigint | null
  readonly taken: string | null
}

// Sums of Q·n pass 2⁶³ and are kept as numeric: exact integers of any size.
async function readPositions(tx: Tx, asks: readonly Ask[]): ReturnType<Provider<typeof positions.value>['provide']> {
  const found = await rows<PositionRow>(
    tx,
    sql`
    with ask as (
      select x.*, (select max(b.cycle) from book b where b.enterprise_id = x.enterprise and b.book = x.book) as cycle from (${asked(asks)}) x),
    touched as (
      select ask.filing, ask.enterprise, ask.book, ask.cycle, unnest(ask.seqs) as seq from ask where ask.side = 'I'
      union
      select ask.filing, ask.enterprise, ask.book, ask.cycle, r.material from ask
        join recipe r on r.enterprise_id = ask.enterprise and r.book = ask.book and r.product = any (ask.seqs)
       where ask.side = 'E'),
    moved as (
      select t.filing, t.seq, sum(case when b.kind = any (${codesOf('+')}::smallint[]) then b.final else -(b.reserved + b.final) end)::bigint as base
        from touched t
        join balance b on b.enterprise_id = t.enterprise and b.book = t.book and b.cycle = t.cycle and b.side = 'I' and b.seq = t.seq
       where b.kind = any (${codesOf('+', '-')}::smallint[])
       group by t.filing, t.seq),
    gone as (
      select ask.filing, b.seq as product, b.recipe as version,
             sum(case when b.kind = any (${codesOf('-c')}::smallint[]) then b.reserved + b.final else -b.final end) as q
        from ask
        join balance b on b.enterprise_id = ask.enterprise and b.book = ask.book and b.cycle = ask.cycle and b.side = 'E'
       where b.kind = any (${codesOf('-c', '+c')}::smallint[])
       group by ask.filing, b.seq, b.recipe),
    taken as (
      select t.filing, t.seq, r.bonded_share, 100000000000 - r.tangible - r.intangible as remains, sum(g.q::numeric * r.net) as taken
        from touched t
        join recipe r on r.enterprise_id = t.enterprise and r.book = t.book and r.material = t.seq
        join gone g on g.filing = t.filing and g.product = r.product and g.version = r.version
       group by t.filing, t.seq, r.bonded_share, remains)
    select t.filing, t.seq, coalesce(m.base, 0)::bigint as base, x.bonded_share as "bondedShare", x.remains as "left", x.taken::text as taken
      from touched t
      left join moved m on m.filing = t.filing and m.seq = t.seq
      left join taken x on x.filing = t.filing and x.seq = t.seq
     order by t.filing, t.seq`,
  )
  const answers = new Map<Uuid, { seq: number; base: bigint; uses: object[] }[]>(asks.map(({ filing }) => [filing, []]))
  for (const { filing, seq, base, bondedShare, left, taken } of found) {
    const list = answers.get(filing)!
    const last = list.at(-1)
    const position = last?.seq === seq ? last : { seq, base, uses: [] }
    if (position !== last) list.push(position)
    if (taken !== null) position.uses.push({ bondedShare, left, taken })
  }
  return answers as never
}
