import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import type { Values } from '@jiamao/kernel/words'
import { type Wish, wishesOf } from '../identity/index.ts'
import { maybe, run, sql, type Tx } from '../store/index.ts'
import { type NewDelivery, putDeliveries } from '../work/index.ts'
import type { Engine } from './engine.ts'

/** What is told about a filing, and to whom. */
export interface Told {
  readonly enterprise: Uuid
  readonly filing: Uuid
  readonly whom: readonly Uuid[]
  readonly kind: string
  readonly values: Values
}

/**
 * Tells organisations something about a filing (通知): a notice on their pages, and in the same transaction what goes to
 * those of them who want a letter or a call of it.
 *
 * @throws Error for a kind without words
 */
export async function tell(engine: Engine, tx: Tx, { enterprise, filing, whom, kind, values }: Told): Promise<void> {
  if (whom.length === 0) return
  if (!engine.catalogue.notice(kind)) throw new Error(`no notice ${kind}`)
  const notices = whom.map((organisation) => ({ id: newUuid(), organisation }))
  const at = engine.clock.machine()
  const [, wishes, about] = await Promise.all([
    run(
      tx,
      sql`
      insert into notice
        select ${enterprise}, w.id, w.organisation, ${filing}, ${kind}, ${JSON.stringify(values)}::jsonb, ${engine.clock.now()}::timestamptz,
               ${at}::timestamptz
          from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb) as w(id uuid, organisation uuid)`,
    ),
    wishesOf(tx, whom, [kind]),
    maybe<{ type: string; number: string | null }>(
      tx,
      sql`select type, own_number as number from filing where enterprise_id = ${enterprise} and id = ${filing}`,
    ),
  ])
  const deliveryOf = ({ organisation, channel, person, digest }: Wish): NewDelivery => ({
    ...{ id: newUuid(), enterprise, organisation, channel, person, digest },
    said: {
      ...{ kind, filing, notice: notices.find((notice) => notice.organisation === organisation)!.id },
      ...{ type: about?.type ?? '', number: about?.number ?? '', businessAt: engine.clock.now() },
    },
  })
  await putDeliveries(tx, wishes.map(deliveryOf), at)
}
