/** What checks ask of the handbooks' registers, and of the directory about the enterprises they name. */
import { registerColumns } from '@jiamao/platform/filing'
import { type Ask, type Provider, provide, provideRows } from '@jiamao/platform/policy'
import { rows, sql } from '@jiamao/platform/store'
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

function creditCodesIn(content: unknown): string[] {
  const { head = {} } = content as { head?: Record<string, { creditCode?: unknown } | undefined> }
  return ['operatingEnterprise', 'processingEnterprise'].flatMap((role) => {
    const code = head[role]?.creditCode
    return typeof code === 'string' ? [code] : []
  })
}
