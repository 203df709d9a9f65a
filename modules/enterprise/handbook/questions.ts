/** What checks ask of the handbooks' registers. */
import type { Uuid } from '@jiamao/kernel/ids'
import { type Provider, provide } from '@jiamao/platform/policy'
import { rows, sql } from '@jiamao/platform/store'
import { firms, overdueBooks } from './facts.ts'

// R4.16: 30 days after expiry, here while nothing was reported; the parameter of the day is judged by CUS-13.
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
    return new Map(
      asks.map(({ filing, content }) => [
        filing,
        found.filter(({ creditCode }) => creditCodesIn(content).includes(creditCode)),
      ]),
    ) as never
  }) as unknown as Provider,
  provide(overdueBooks, async (tx, asks) => {
    const found = await rows<{ filing: Uuid; book: string; dueOn: string }>(
      tx,
      sql`
      select a.filing, h.book, (h.valid_to + ${reportDays}::int) as "dueOn"
        from unnest(${asks.map(({ filing }) => filing)}::uuid[], ${asks.map(({ enterprise }) => enterprise)}::uuid[], ${asks.map(({ on }) => on)}::date[]) as a(filing, enterprise, on_day)
        join register.handbook h on h.enterprise_id = a.enterprise and h.state in ('active', 'paused') and h.valid_to + ${reportDays}::int < a.on_day
       order by h.valid_to, h.book`,
    )
    return new Map(
      asks.map(({ filing }) => [
        filing,
        found.filter((row) => row.filing === filing).map(({ book, dueOn }) => ({ book, dueOn })),
      ]),
    ) as never
  }) as unknown as Provider,
]

const creditCodesIn = (content: unknown): string[] => {
  const head = (content as { head?: Record<string, { creditCode?: unknown } | undefined> }).head ?? {}
  return ['operatingEnterprise', 'processingEnterprise'].flatMap((role) => {
    const code = head[role]?.creditCode
    return typeof code === 'string' ? [code] : []
  })
}
