/** What consumption asks of its registers and of the ledger. */
import { registerColumns } from '@jiamao/platform/filing'
import { type Ask, type AskedRow, answersOf, type Provider, provide } from '@jiamao/platform/policy'
import type { Fact } from '@jiamao/platform/policy/define'
import { rows, type Sql, sql } from '@jiamao/platform/store'
import { everyBook, goodsNamed } from '../goods/index.ts'
import { usedVersions, versionRows, versions } from './facts.ts'
import { consumptionRows, consumptionVersions } from './register.ts'

/**
 * The parts that a content names, by themselves, by a line of the book or by their item, and all parts that they are made
 * of, as the table `reach`. Rings end by themselves.
 */
const reached = (asks: readonly Ask[]): Sql => sql`
  ask as (
    select (a->>'filing')::uuid as asked, (a->>'enterprise')::uuid as enterprise, (a->>'on')::date as on_day, a->>'book' as book,
           a->'named' as named
      from jsonb_array_elements(${JSON.stringify(asks.map(withNamed))}::jsonb) as a),
  reach as (
    select named.* from (
      select ask.asked, ask.enterprise, ask.on_day, ask.book, p.part
        from ask cross join lateral jsonb_array_elements_text(ask.named->'parts') as p(part)
      union
      select ask.asked, ask.enterprise, ask.on_day, ask.book, l.part
        from ask cross join lateral jsonb_to_recordset(ask.named->'lines') as n(side text, seq int)
        join register.handbook_line l on l.enterprise_id = ask.enterprise and l.book = ask.book and l.side = n.side and l.seq = n.seq
      union
      select ask.asked, ask.enterprise, ask.on_day, ask.book, r.part
        from ask cross join lateral jsonb_to_recordset(ask.named->'items') as i(kind text, item int, alone boolean)
        cross join lateral (
          select distinct r.part from register.merge_relation r
           where i.alone and r.enterprise_id = ask.enterprise and r.kind = i.kind and r.item = i.item and r.book in (${everyBook}, ask.book)) r) named
    union
    select r.asked, r.enterprise, r.on_day, r.book, m.material
      from reach r
      cross join lateral (
        select distinct x.material
          from register.consumption_version v
          join register.consumption_row x on x.enterprise_id = v.enterprise_id and x.filing = v.filing and x.product = v.product and x.version = v.version
         where v.enterprise_id = r.enterprise and v.product = r.part and v.book in (${everyBook}, r.book)
           and (v.valid_to is null or v.valid_to >= r.on_day)) m)`

const withNamed = ({ filing, enterprise, on, book, content }: Ask) => ({
  filing,
  enterprise,
  on,
  book,
  named: goodsNamed(content),
})

/** A provider that is one question over `reach`, with `asked` in each row; an ask without rows has an empty list. */
const provideReached = (fact: Fact, question: (reach: Sql) => Sql): Provider =>
  provide(fact, async (tx, asks) => {
    return answersOf(asks, await rows<AskedRow>(tx, question(reached(asks)))) as never
  })

// Every lookup is by key, one part at a time: what is reached is far more than a planner that knows nothing of it expects.
export const consumptionProviders: readonly Provider[] = [
  provideReached(
    versions as Fact,
    (reach) => sql`
    with recursive ${reach}
    select r.asked, ${registerColumns(consumptionVersions, 'v')}
      from reach r
      cross join lateral (
        select * from register.consumption_version v
         where v.enterprise_id = r.enterprise and v.product = r.part and v.book in (${everyBook}, r.book) offset 0) v
     order by v.product, v.book, v.valid_from, v.version`,
  ),
  provideReached(
    versionRows as Fact,
    (reach) => sql`
    with recursive ${reach}
    select r.asked, ${registerColumns(consumptionRows, 'x')}
      from reach r
      cross join lateral (
        select x.* from register.consumption_version v
          join register.consumption_row x on x.enterprise_id = v.enterprise_id and x.filing = v.filing and x.product = v.product and x.version = v.version
         where v.enterprise_id = r.enterprise and v.product = r.part and v.book in (${everyBook}, r.book) offset 0) x
     order by x.product, x.book, x.version, x.material`,
  ),
  provideReached(
    usedVersions as Fact,
    (reach) => sql`
    with recursive ${reach}
    select r.asked, u.product, u.version, u.book
      from reach r
      cross join lateral (
        select distinct l.part as product, b.recipe as version, l.book
          from register.handbook_line l
          join balance b on b.enterprise_id = l.enterprise_id and b.book = l.book and b.side = l.side and b.seq = l.seq
           and (b.reserved <> 0 or b.final <> 0)
         where l.enterprise_id = r.enterprise and l.part = r.part and l.side = 'E') u
     order by u.product, u.version, u.book`,
  ),
]
