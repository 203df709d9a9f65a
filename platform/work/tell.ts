import type { Clock } from '@jiamao/kernel/clock'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { run, sql, type Tx } from '../store/index.ts'
import type { Sitting } from './desk-state.ts'

/** A notice for one person of an organisation, in a transaction of it; `kind` names the words, `values` fill them. @returns its id */
export async function noticeFor(
  tx: Tx,
  { organisation, person }: Sitting,
  kind: string,
  values: Readonly<Record<string, string>>,
  clock: Clock,
): Promise<Uuid> {
  const id = newUuid()
  await run(
    tx,
    sql`
    insert into notice (enterprise_id, id, organisation_id, filing_id, key, vals, business_at, at, person_id)
    values (${organisation}, ${id}, ${organisation}, null, ${kind}, ${JSON.stringify(values)}, ${clock.now()}, ${clock.machine()}, ${person})`,
  )
  return id
}
