/** What checks ask of the directory. */
import { type Provider, provide } from '@jiamao/platform/policy'
import { rows, sql } from '@jiamao/platform/store'
import { self } from './checks.ts'

export const registryProviders: readonly Provider[] = [
  provide(self, async (tx, asks) => {
    const found = await rows<{ id: string; creditCode: string; customsCode: string; name: string }>(
      tx,
      sql`
      select id, credit_code as "creditCode", customs_code as "customsCode", name from organisation
       where id = any (${asks.map(({ enterprise }) => enterprise)}::uuid[]) and credit_code is not null and customs_code is not null`,
    )
    return new Map(
      asks.map(({ filing, enterprise }) => [
        filing,
        found.filter(({ id }) => id === enterprise).map(({ id: _, ...row }) => row),
      ]),
    ) as never
  }) as unknown as Provider,
]
