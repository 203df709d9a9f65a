/** What goods, relations and consumption ask of the registers. */
import { registerColumns, type Searchable } from '@jiamao/platform/filing'
import { type Ask, type AskedRow, answersOf, type Provider, provide } from '@jiamao/platform/policy'
import type { Fact } from '@jiamao/platform/policy/define'
import { rows, type Sql, sql } from '@jiamao/platform/store'
import { items, linesOfNamedBook, namedBook, parts, relations, uses } from './facts.ts'
import { goodsNamed, type Named } from './named.ts'
import { everyBook, items as itemRegister, mergeRelations, parts as partRegister } from './register.ts'

/** Asks with the goods that their contents name, as tables; a line of the book names its part. */
const asTables = (asks: readonly Ask[]): Sql => sql`
  ask as (
    select (a->>'filing')::uuid as asked, (a->>'enterprise')::uuid as enterprise, (a->>'on')::date as on_day, a->>'book' as book,
           a->'named' as named
      from jsonb_array_elements(${JSON.stringify(asks.map(withNamed))}::jsonb) as a),
  named_line as (
    select ask.asked, ask.enterprise, ask.on_day, ask.book, l.side, l.seq
      from ask cross join lateral jsonb_to_recordset(ask.named->'lines') as l(side text, seq int)),
  named_part as (
    select ask.asked, ask.enterprise, ask.on_day, ask.book, p.part
      from ask cross join lateral jsonb_array_elements_text(ask.named->'parts') as p(part)
    union
    select n.asked, n.enterprise, n.on_day, n.book, l.part
      from named_line n
      join register.handbook_line l on l.enterprise_id = n.enterprise and l.book = n.book and l.side = n.side and l.seq = n.seq),
  named_item as (
    select ask.asked, ask.enterprise, ask.on_day, ask.book, i.kind, i.item, i.alone
      from ask cross join lateral jsonb_to_recordset(ask.named->'items') as i(kind text, item int, alone boolean))`

const withNamed = ({ filing, enterprise, on, book, content }: Ask) => ({
  filing,
  enterprise,
  on,
  book,
  named: withKinds(goodsNamed(content)),
})

/** An item whose kind was not said may be of both: asked for by name, each is one look into the index. */
const withKinds = ({ items: named, ...rest }: Named) => ({
  ...rest,
  items: named.flatMap(({ kind, ...item }) =>
    (kind ? [kind] : ['material', 'product']).map((of) => ({ ...item, kind: of })),
  ),
})

/** A provider that is one question over those tables, with `asked` in each row; an ask without rows has an empty list. */
const provideNamed = (fact: Fact, question: (ask: Sql) => Sql): Provider =>
  provide(fact, async (tx, asks) => {
    return answersOf(asks, await rows<AskedRow>(tx, question(asTables(asks)))) as never
  })

// Every lookup below is by key, one named thing at a time (lateral, with a limit, distinct or a window that keeps it so).
// Left to estimates of a hundred names, the planner joined 4,000 parts with 20,000 rows row by row: 56 s instead of 0.2 s.

/** Items by number, and those that named parts were ever merged into. */
const itemsNamed = (ask: Sql) => sql`
  with ${ask},
  wanted as (
    select n.asked, n.enterprise, n.kind, n.item from named_item n
    union
    select n.asked, n.enterprise, r.kind, r.item
      from named_part n
      cross join lateral (
        select distinct r.kind, r.item from register.merge_relation r
         where r.enterprise_id = n.enterprise and r.part = n.part and r.book in (${everyBook}, n.book)) r)
  select w.asked, ${registerColumns(itemRegister, 'i')}
    from wanted w
    cross join lateral (
      select * from register.item i where i.enterprise_id = w.enterprise and i.kind = w.kind and i.item = w.item limit 1) i
   order by i.kind, i.item`

const partsNamed = (ask: Sql) => sql`
  with ${ask},
  wanted as (
    select n.asked, n.enterprise, n.part from named_part n
    union
    select n.asked, n.enterprise, r.part
      from named_item n
      cross join lateral (
        select distinct r.part from register.merge_relation r
         where n.alone and r.enterprise_id = n.enterprise and r.kind = n.kind and r.item = n.item and r.book in (${everyBook}, n.book)) r)
  select w.asked, ${registerColumns(partRegister, 'p')}
    from wanted w
    cross join lateral (select * from register.part p where p.enterprise_id = w.enterprise and p.part = w.part limit 1) p
   order by p.part`

const relationsNamed = (ask: Sql) => sql`
  with ${ask},
  touched as (
    select n.asked, n.enterprise, n.on_day, r.book, n.part
      from named_part n
      cross join lateral (
        select distinct r.book from register.merge_relation r
         where r.enterprise_id = n.enterprise and r.part = n.part and r.book in (${everyBook}, n.book)) r
    union
    select n.asked, n.enterprise, n.on_day, r.book, r.part
      from named_item n
      cross join lateral (
        select distinct r.book, r.part from register.merge_relation r
         where r.enterprise_id = n.enterprise and r.kind = n.kind and r.item = n.item and r.book in (${everyBook}, n.book)) r)
  select t.asked, ${registerColumns(mergeRelations, 'd')}
    from touched t
    cross join lateral (
      select r.*, lead(r.valid_from) over (order by r.valid_from, r.filing) as next_from
        from register.merge_relation r
       where r.enterprise_id = t.enterprise and r.book = t.book and r.part = t.part) d
   where d.valid_from > t.on_day or d.next_from is null or d.next_from > t.on_day
   order by d.part, d.book, d.valid_from, d.filing`

const openBooks = ['active', 'paused', 'reporting']

/** Relation r holds on the day of n or begins later: no row after it took its place. That of a closed book holds nothing. */
const stands = sql`
  r.state = 'inForce'
  and not exists (
    select from register.merge_relation l
     where l.enterprise_id = r.enterprise_id and l.book = r.book and l.part = r.part
       and (l.valid_from, l.filing) > (r.valid_from, r.filing) and l.valid_from <= greatest(n.on_day, r.valid_from))
  and (r.book = ${everyBook} or exists (
    select from register.handbook h where h.enterprise_id = r.enterprise_id and h.book = r.book and h.state = any (${openBooks})))`

/** Uses of parts and items: of each thing and kind of use one example. */
const usesNamed = (ask: Sql) => sql`
  with ${ask}
  select n.asked, n.part, null as kind, null::int as item, 'relation' as by, u.number
    from named_part n
    cross join lateral (
      select r.item::text as number from register.merge_relation r
       where r.enterprise_id = n.enterprise and r.part = n.part and ${stands} limit 1) u
  union all
  select n.asked, n.part, null, null, 'consumption', u.number
    from named_part n
    cross join lateral (
      (select v.product || ' ' || v.version as number from register.consumption_version v
        where v.enterprise_id = n.enterprise and v.product = n.part and (v.valid_to is null or v.valid_to >= n.on_day) limit 1)
      union all
      (select v.product || ' ' || v.version from register.consumption_row x
         join register.consumption_version v on v.enterprise_id = x.enterprise_id and v.book = x.book and v.product = x.product
          and v.version = x.version and v.filing = x.filing and (v.valid_to is null or v.valid_to >= n.on_day)
        where x.enterprise_id = n.enterprise and x.material = n.part limit 1)
      limit 1) u
  union all
  select n.asked, n.part, null, null, 'book', u.number
    from named_part n
    cross join lateral (
      select l.book as number from register.handbook_line l
        join register.handbook h on h.enterprise_id = l.enterprise_id and h.book = l.book and h.state = any (${openBooks})
       where l.enterprise_id = n.enterprise and l.part = n.part limit 1) u
  union all
  select n.asked, null, n.kind, n.item, 'relation', u.number
    from named_item n
    cross join lateral (
      select r.part as number from register.merge_relation r
       where r.enterprise_id = n.enterprise and r.kind = n.kind and r.item = n.item and ${stands} limit 1) u
  union all
  select n.asked, null, n.kind, n.item, 'book', u.number
    from named_item n
    cross join lateral (
      select l.book as number
        from register.merge_relation r
        join register.handbook_line l on l.enterprise_id = r.enterprise_id and l.part = r.part
         and l.side = case n.kind when 'material' then 'I' else 'E' end
        join register.handbook h on h.enterprise_id = l.enterprise_id and h.book = l.book and h.state = any (${openBooks})
       where r.enterprise_id = n.enterprise and r.kind = n.kind and r.item = n.item and ${stands} limit 1) u`

const linesNamed = (ask: Sql) => sql`
  with ${ask}
  select n.asked, l.side, l.seq, l.part,
         exists (select from balance b where b.enterprise_id = l.enterprise_id and b.book = l.book and b.side = l.side and b.seq = l.seq
                    and (b.reserved <> 0 or b.final <> 0)) as used,
         (select min(c.filed_on) from register.checklist_line x
            join register.checklist c on c.enterprise_id = x.enterprise_id and c.filing = x.filing
           where x.enterprise_id = l.enterprise_id and x.book = l.book and x.side = l.side and x.seq = l.seq) as "usedOn"
    from named_part n
    cross join lateral (
      select * from register.handbook_line l where l.enterprise_id = n.enterprise and l.book = n.book and l.part = n.part offset 0) l
   order by l.side, l.seq`

export const goodsProviders: readonly Provider[] = [
  provideNamed(items as Fact, itemsNamed),
  provideNamed(parts as Fact, partsNamed),
  provideNamed(relations as Fact, relationsNamed),
  provideNamed(uses as Fact, usesNamed),
  provideNamed(
    namedBook as Fact,
    (ask) => sql`
    with ${ask}
    select ask.asked, h.book, h.state, h.declaration_stage as "declarationStage"
      from ask join register.handbook h on h.enterprise_id = ask.enterprise and h.book = ask.book`,
  ),
  provideNamed(linesOfNamedBook as Fact, linesNamed),
]

/** Items and parts, as a search finds them: shown by the filing that last changed them. */
export const goodsSearchables: readonly Searchable[] = [
  {
    kind: 'item',
    path: '/filings/{filing}',
    find: ({ enterprise, filings }) => sql`
      select i.kind || ' ' || i.item as key, i.name as title, i.hs_code as note, array_remove(array[i.name, i.hs_code, i.specification], null) as words,
             jsonb_build_object('filing', i.filing) as vals
        from register.item i where i.enterprise_id = ${enterprise} and i.filing = any (${filings}::text[])`,
  },
  {
    kind: 'part',
    path: '/filings/{filing}',
    find: ({ enterprise, filings }) => sql`
      select p.part as key, p.part_name as title, p.part as note, array_remove(array[p.part_name, p.part, p.hs_code], null) as words,
             jsonb_build_object('filing', p.filing) as vals
        from register.part p where p.enterprise_id = ${enterprise} and p.filing = any (${filings}::text[])`,
  },
]
