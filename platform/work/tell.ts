import type { Clock } from '@jiamao/kernel/clock'
import { newUuid } from '@jiamao/kernel/ids'
import { run, sql, type Tx } from '../store/index.ts'
import type { Sitting } from './desk-state.ts'

/** Tells one person of an organisation something, in a transaction of it; `key` names the words, `values` fill them. */
export const tellPerson = (
  tx: Tx,
  { organisation, person }: Sitting,
  key: string,
  values: Readonly<Record<string, string>>,
  clock: Clock,
): Promise<number> =>
  run(
    tx,
    sql`
    insert into notice (enterprise_id, id, organisation_id, filing_id, key, vals, business_at, at, person_id)
    values (${organisation}, ${newUuid()}, ${organisation}, null, ${key}, ${JSON.stringify(values)}, ${clock.now()}, ${clock.machine()}, ${person})`,
  )
