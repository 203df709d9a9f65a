/** What checks ask of the directory. */
import { registerColumns } from '@jiamao/platform/filing'
import { type Provider, provideRows } from '@jiamao/platform/policy'
import { sql } from '@jiamao/platform/store'
import { self } from './checks.ts'
import { registration } from './facts.ts'
import { enterprises } from './register.ts'

export const registryProviders: readonly Provider[] = [
  provideRows(
    self,
    (ask) => sql`
    with ${ask}
    select ask.asked, o.credit_code as "creditCode", o.customs_code as "customsCode", o.name
      from ask join organisation o on o.id = ask.enterprise and o.credit_code is not null and o.customs_code is not null`,
  ),
  provideRows(
    registration,
    (ask) => sql`
    with ${ask}
    select distinct on (ask.asked) ask.asked, ${registerColumns(enterprises, 'e')}
      from ask join register.enterprise e on e.enterprise_id = ask.enterprise
     order by ask.asked, e.registered_on desc`,
  ),
]
