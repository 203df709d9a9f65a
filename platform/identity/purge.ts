import type { Clock } from '@jiamao/kernel/clock'
import type { Uuid } from '@jiamao/kernel/ids'
import { leafOf, recordAll } from '../audit/index.ts'
import { rows, type Store, sql } from '../store/index.ts'
import { inScope } from './sign-in.ts'

const batch = 1_000

/**
 * Ends sessions whose time ran out, with a leaf for each, and forgets failures and clients' tokens of a day ago, and
 * sessions, links and recoveries of ninety days ago.
 *
 * @param goOn asked between batches; false stops
 */
export async function purge(store: Store, clock: Clock, goOn: () => Promise<boolean>): Promise<void> {
  for (let ended = batch; ended === batch && (await goOn()); ) ended = await endRunOut(store, clock)
  for (let gone = 1; gone > 0 && (await goOn()); ) {
    const at = clock.machine()
    const [{ n }] = await store.call<{ n: number }>(
      sql`select purge_identity(${at}, ${batch}) + purge_client_tokens(${at}, ${batch}) + purge_recoveries(${at}, ${batch}) as n`,
    )
    gone = n
  }
}

/** Ends a batch of sessions whose time ran out; each stands in the log of its own organisation. @returns how many there were */
async function endRunOut(store: Store, clock: Clock): Promise<number> {
  const found = await store.call<{ id: Uuid; organisation_id: Uuid }>(
    sql`select * from run_out_sessions(${clock.machine()}, ${batch})`,
  )
  const byOrganisation = Map.groupBy(found, ({ organisation_id }) => organisation_id)
  // A log belongs to one organisation, and so does the transaction that may write it.
  for (const [organisation, sessions] of byOrganisation) await endOf(store, organisation, sessions, clock)
  return found.length
}

const endOf = (store: Store, organisation: Uuid, sessions: readonly { readonly id: Uuid }[], clock: Clock) =>
  inScope(store, organisation, async (tx) => {
    const ended = await rows<{ id: Uuid; person_id: Uuid }>(
      tx,
      sql`select * from end_run_out(${sessions.map(({ id }) => id)}::uuid[], ${clock.machine()})`,
    )
    const leaves = ended.map(({ id, person_id: actor }) =>
      leafOf(
        {
          ...{ enterprise: organisation, organisation, actor, act: 'identity.sessionRanOut' },
          ...{ subject: null, purpose: null, detail: { session: id } },
        },
        clock,
      ),
    )
    await recordAll(tx, leaves)
  })
