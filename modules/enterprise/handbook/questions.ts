/** What checks ask of the handbooks' registers, and of the directory about the enterprises they name. */
import { type Due, registerColumns, type Searchable } from '@jiamao/platform/filing'
import { type Ask, type Provider, provide, provideRows } from '@jiamao/platform/policy'
import { one, rows, sql, type Tx } from '@jiamao/platform/store'
import { book, bookLines, consumptionMarks, filedOnBook, firms, linesInForce, overdueBooks } from './facts.ts'
import { handbookConsumption, handbookLines } from './line-registers.ts'
import { handbooks } from './register.ts'

// R4.16: 30 days after expiry while nothing was reported.
const reportDays = 30

export const handbookProviders: readonly Provider[] = [
  // The filer itself is asked for too: a content that does not name it yet is completed with it.
  provide(firms, async (tx, asks) => {
    const codes = asks.flatMap(({ content }) => creditCodesIn(content))
    const found = await rows<{ id: string; creditCode: string; customsCode: string; name: string }>(
      tx,
      sql`
      select id, credit_code as "creditCode", customs_code as "customsCode", name from organisation
       where (credit_code = any (${codes}) or id = any (${asks.map(({ enterprise }) => enterprise)}::uuid[]))
         and credit_code is not null and customs_code is not null`,
    )
    const named = ({ enterprise, content }: Ask) => {
      const own = creditCodesIn(content)
      return found
        .filter(({ id, creditCode }) => id === enterprise || own.includes(creditCode))
        .map(({ id: _, ...firm }) => firm)
    }
    return new Map(asks.map((ask) => [ask.filing, named(ask)])) as never
  }) as unknown as Provider,
  provideRows(
    overdueBooks,
    (ask) => sql`
    with ${ask}
    select ask.asked, h.book, (h.valid_to + ${reportDays}::int) as "dueOn"
      from ask
      join register.handbook h on h.enterprise_id = ask.enterprise and h.state in ('active', 'paused')
       and h.valid_to + ${reportDays}::int < ask.on_day
     order by h.valid_to, h.book`,
  ),
  provideRows(
    book,
    (ask) => sql`
    with ${ask}
    select ask.asked, ${registerColumns(handbooks, 'h')}
      from ask
      cross join lateral (select * from register.handbook h where h.enterprise_id = ask.enterprise and h.book = ask.book offset 0) h`,
  ),
  provideRows(
    bookLines,
    (ask) => sql`
    with ${ask}
    select ask.asked, ${registerColumns(handbookLines, 'l')}
      from ask
      cross join lateral (
        select * from register.handbook_line l
         where l.enterprise_id = ask.enterprise and l.book = ask.book and l.side = ask.side and l.seq = any (ask.seqs) offset 0) l
     where l.ended_on is null
     order by l.seq`,
  ),
  provideRows(
    linesInForce,
    (ask) => sql`
    with ${ask}
    select ask.asked, ${registerColumns(handbookLines, 'l')}
      from ask
      cross join lateral (
        select * from register.handbook_line l where l.enterprise_id = ask.enterprise and l.book = ask.book offset 0) l
     where l.ended_on is null
     order by l.side desc, l.seq`,
  ),
  provideRows(
    consumptionMarks,
    (ask) => sql`
    with ${ask}
    select ask.asked, ${registerColumns(handbookConsumption, 'c')}
      from ask
      cross join lateral (
        select * from register.handbook_consumption c where c.enterprise_id = ask.enterprise and c.book = ask.book offset 0) c
     where c.ended_on is null
     order by c.no`,
  ),
  // What was never filed has no own number.
  provideRows(
    filedOnBook,
    (ask) => sql`
    with ${ask}
    select ask.asked, case f.document when 'write-off' then 'report' else 'change' end as kind, f.own_number as number,
           f.state in ('held', 'submitted', 'inReview', 'returned') as open
      from ask
      cross join lateral (select * from filing f where f.enterprise_id = ask.enterprise and f.book = ask.book offset 0) f
     where f.document in ('handbook-change', 'write-off') and f.own_number is not null and f.id <> ask.asked
     order by f.own_number`,
  ),
]

// How long before its end a book is on the desk: two shipments of a slow line, or the papers of an extension.
const expiryDays = 60

/** What handbooks ask of the enterprise by themselves. */
export const handbookDues: readonly Due[] = [
  {
    id: 'handbook.expiry',
    title: { zh: '手册到期 {book}', en: 'Handbook ends: {book}' },
    detail: { zh: '还有 {days} 天；要继续用须先延期', en: '{days} days left; extend it first to go on' },
    consequence: { zh: '到期后只能处理余料和报核', en: 'Afterwards only remainders and the write-off' },
    act: { zh: '看结余', en: 'See balances' },
    path: '/write-off?book={book}',
    party: 'customs',
    ground: 'R5.6',
    find: ({ enterprise, today }) => sql`
      select h.book as key, h.valid_to as due, jsonb_build_object('book', h.book, 'days', h.valid_to - ${today}::date) as vals
        from register.handbook h
       where h.enterprise_id = ${enterprise} and h.state in ('active', 'paused')
         and h.valid_to between ${today}::date and ${today}::date + ${expiryDays}::int`,
  },
  {
    id: 'handbook.report',
    title: { zh: '手册报核 {book}', en: 'Write-off report: {book}' },
    detail: { zh: '到期后第 {days} 天；报表由底账算好', en: 'Day {days} after its end; the ledger has the figures' },
    consequence: { zh: '逾期后不能设立新手册', en: 'No new handbook once it is late' },
    act: { zh: '去报核', en: 'Report' },
    path: '/write-off?book={book}',
    party: 'customs',
    ground: 'R4.16',
    find: ({ enterprise, today }) => sql`
      select h.book as key, h.valid_to + ${reportDays}::int as due, jsonb_build_object('book', h.book, 'days', ${today}::date - h.valid_to) as vals
        from register.handbook h
       where h.enterprise_id = ${enterprise} and h.state in ('active', 'paused') and h.valid_to < ${today}`,
  },
]

const changedBooks = ({
  enterprise,
  filings,
}: {
  readonly enterprise: string
  readonly filings: readonly string[]
}) => sql`
  select distinct coalesce(f.known->>'number', f.book) as book from filing f
   where f.enterprise_id = ${enterprise} and f.id = any (${filings}::uuid[]) and f.document in ('handbook', 'handbook-change')`

/** Books and their lines, as a search finds them. */
export const handbookSearchables: readonly Searchable[] = [
  {
    kind: 'book',
    path: '/write-off?book={book}',
    find: (given) => sql`
      select h.book as key, h.book as title, h.own_number as note, array_remove(array[h.book, h.own_number, h.preentry_number], null) as words,
             jsonb_build_object('book', h.book) as vals
        from (${changedBooks(given)}) c join register.handbook h on h.enterprise_id = ${given.enterprise} and h.book = c.book`,
  },
  {
    kind: 'line',
    path: '/write-off?book={book}',
    find: (given) => sql`
      select l.book || ' ' || l.side || l.seq as key, l.name as title, l.hs_code || ' · ' || l.book || ' · ' || l.part as note,
             array[l.name, l.hs_code, l.part] as words, jsonb_build_object('book', l.book) as vals
        from (${changedBooks(given)}) c join register.handbook_line l on l.enterprise_id = ${given.enterprise} and l.book = c.book`,
  },
]

/** A line of a book by its place. */
interface LineRef {
  readonly book: string
  readonly side: string
  readonly seq: number
}

/** Names and units of lines, and how long their books last. */
export const namesOfLines = (tx: Tx, enterprise: string, lines: readonly LineRef[]) =>
  rows<LineRef & { readonly name: string; readonly unit: string; readonly validTo: string }>(
    tx,
    sql`
    select l.book, l.side, l.seq, l.name, l.declared_unit as unit, h.valid_to as "validTo"
      from jsonb_to_recordset(${JSON.stringify(lines.map(({ book, side, seq }) => ({ book, side, seq })))}::jsonb) as w(book text, side text, seq int)
      join register.handbook_line l on l.enterprise_id = ${enterprise} and l.book = w.book and l.side = w.side and l.seq = w.seq
      join register.handbook h on h.enterprise_id = l.enterprise_id and h.book = l.book`,
  )

/** Books in force: how many, and how many end within the days before which their end is on the desk. */
export const countBooks = (tx: Tx, enterprise: string, today: string) =>
  one<{ readonly inForce: number; readonly ending: number }>(
    tx,
    sql`
    select count(*)::int as "inForce",
           (count(*) filter (where valid_to between ${today}::date and ${today}::date + ${expiryDays}::int))::int as ending
      from register.handbook where enterprise_id = ${enterprise} and state in ('active', 'paused', 'reporting')`,
  )

function creditCodesIn(content: unknown): string[] {
  const { head = {} } = content as { head?: Record<string, { creditCode?: unknown } | undefined> }
  return ['operatingEnterprise', 'processingEnterprise'].flatMap((role) => {
    const code = head[role]?.creditCode
    return typeof code === 'string' ? [code] : []
  })
}
