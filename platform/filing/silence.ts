import type { Uuid } from '@jiamao/kernel/ids'
import type { Route } from '../policy/index.ts'
import { maybe, rows, run, sql, type Tx } from '../store/index.ts'
import type { Engine } from './engine.ts'
import { tell } from './tell.ts'

/** A desk's task that is past its day. */
interface Overdue {
  readonly enterprise: Uuid
  readonly task: Uuid
  readonly filing: Uuid
}

const batch = 200

/**
 * Ends opinions that were not given in time where the law takes silence as no objection (R8.2, R8.14): the task is
 * dropped, the filing knows it, and its deciders are told. Time is business time.
 *
 * @returns how many were ended
 */
export async function closeSilences(engine: Engine): Promise<number> {
  let ended = 0
  for (const { id: organisation, party } of engine.directory.all()) {
    if (party === 'enterprise') continue
    const overdue = await engine.store.tx({ organisation, stance: 'party' }, (tx) =>
      rows<Overdue>(
        tx,
        sql`
        select enterprise_id as enterprise, id as task, filing_id as filing from task
         where organisation_id = ${organisation} and state = 'open' and act = 'opine' and due_at < ${engine.clock.now()}
         order by due_at limit ${batch}`,
      ),
    )
    for (const one of overdue) if (await closeOne(engine, organisation, party, one)) ended++
  }
  return ended
}

const closeOne = (engine: Engine, organisation: Uuid, party: string, { enterprise, task, filing }: Overdue) =>
  engine.store.tx({ enterprise, organisation, stance: 'engine' }, async (tx) => {
    const row = await maybe<{ route: readonly Route[]; number: string | null }>(
      tx,
      sql`select route, own_number as number from filing where enterprise_id = ${enterprise} and id = ${filing} for update`,
    )
    const route = row?.route.find((one) => one.party === party && one.does === 'opine')
    if (route?.silence !== 'noObjection') return false
    const dropped = await run(
      tx,
      sql`update task set state = 'dropped' where enterprise_id = ${enterprise} and id = ${task} and state = 'open'`,
    )
    if (dropped === 0) return false
    await run(
      tx,
      sql`
      update filing set known = known || '{"opinion":"silent"}'::jsonb, revision = revision + 1, updated_at = ${engine.clock.machine()}
       where enterprise_id = ${enterprise} and id = ${filing}`,
    )
    await tellDeciders(engine, tx, enterprise, filing, row?.route ?? [], row?.number ?? '')
    return true
  })

async function tellDeciders(
  engine: Engine,
  tx: Tx,
  enterprise: Uuid,
  filing: Uuid,
  routes: readonly Route[],
  number: string,
): Promise<void> {
  const whom = routes.flatMap(({ party, does }) => (does === 'decide' && engine.directory.office(party)) || [])
  await tell(engine, tx, { enterprise, filing, whom, kind: 'opinion.silent', values: { number } })
}
