/** 未传完的附件. What was announced and never came whole is forgotten after a week: its row says so, and its bytes are dropped. */
import type { Uuid } from '@jiamao/kernel/ids'
import { leafOf, recordAll } from '../audit/index.ts'
import { limits } from '../files/index.ts'
import { rows, sql } from '../store/index.ts'
import type { Engine } from './engine.ts'

type Place = { readonly enterprise: Uuid; readonly id: Uuid }

/** Ends a batch of them, each with a leaf in its owner's log. @returns which, so that their bytes can go */
export async function endHalfReceived({ store, clock }: Engine, batch: number): Promise<Place[]> {
  const found = await store.carry((tx) =>
    rows<Place>(
      tx,
      sql`
      select enterprise_id as enterprise, id from paper
       where state = 'receiving' and at < ${clock.machine()}::timestamptz - make_interval(days => ${limits.incomingDays})
       order by enterprise_id, id limit ${batch}`,
    ),
  )
  const ended: Place[] = []
  // A log belongs to one organisation, and so does the transaction that may write it.
  for (const [enterprise, papers] of Map.groupBy(found, (paper) => paper.enterprise)) {
    const scope = { enterprise, organisation: enterprise, stance: 'engine' as const }
    ended.push(
      ...(await store.tx(scope, async (tx) => {
        const gone = await rows<{
          id: Uuid
          filing: Uuid
          organisation: Uuid
          name: string
          hash: string
          bytes: number
        }>(
          tx,
          sql`
          update paper set state = 'removed'
           where enterprise_id = ${enterprise} and id = any (${papers.map(({ id }) => id)}::uuid[]) and state = 'receiving'
          returning id, filing_id as filing, organisation_id as organisation, name, hash, bytes::int as bytes`,
        )
        const leaves = gone.map(({ filing, organisation, name, hash, bytes }) =>
          leafOf(
            {
              ...{ enterprise, organisation, actor: null, act: 'filing.detach', subject: filing, purpose: null },
              detail: { name, hash, bytes, because: 'never came whole' },
            },
            clock,
          ),
        )
        await recordAll(tx, leaves)
        return gone.map(({ id }) => ({ enterprise, id }))
      })),
    )
  }
  return ended
}
