/** What checks ask of the handbooks' registers, and of the directory about the enterprises they name. */
import { registerColumns } from '@jiamao/platform/filing'
import { type Provider, provide, provideRows } from '@jiamao/platform/policy'
import { rows, sql } from '@jiamao/platform/store'
import { book, bookLines, firms, overdueBooks } from './facts.ts'
import { handbookLines, handbooks } from './register.ts'

// R4.16: 30 days after expiry while nothing was reported.
const reportDays = 30

export const handbookProviders: readonly Provider[] = [
  provide(firms, async (tx, asks) => {
    const codes = asks.flatMap(({ content }) => creditCodesIn(content))
    const found = await rows<{ creditCode: string; customsCode: string; name: string }>(
      tx,
      sql`
      select credit_code as "creditCode", customs_code as "customsCode", name from organisation
       where credit_code = any (${codes}) and customs_code is not null`,
    )
    const named = (content: unknown) => found.filter(({ creditCode }) => creditCodesIn(content).includes(creditCode))
    return new Map(asks.map(({ filing, content }) => [filing, named(content)])) as never
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
      from ask join register.handbook h on h.enterprise_id = ask.enterprise and h.book = ask.book`,
  ),
  provideRows(
    bookLines,
    (ask) => sql`
    with ${ask}
    select ask.asked, ${registerColumns(handbookLines, 'l')}
      from ask
      join register.handbook_line l on l.enterprise_id = ask.enterprise and l.book = ask.book and l.side = ask.side and l.seq = any (ask.seqs)
     order by l.seq`,
  ),
]

function creditCodesIn(content: unknown): string[] {
  const { head = {} } = content as { head?: Record<string, { creditCode?: unknown } | undefined> }
  return ['operatingEnterprise', 'processingEnterprise'].flatMap((role) => {
    const code = head[role]?.creditCode
    return typeof code === 'string' ? [code] : []
  })
}
