/** What checks ask of the directory. */
import { type Provider, provideRows } from '@jiamao/platform/policy'
import { sql } from '@jiamao/platform/store'
import { self } from './checks.ts'

export const registryProviders: readonly Provider[] = [
  provideRows(
    self,
    (ask) => sql`
    with ${ask}
    select ask.asked, o.credit_code as "creditCode", o.customs_code as "customsCode", o.name
      from ask join organisation o on o.id = ask.enterprise and o.credit_code is not null and o.customs_code is not null`,
  ),
]
