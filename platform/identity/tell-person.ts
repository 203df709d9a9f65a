import type { Clock } from '@jiamao/kernel/clock'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { maybe, sql, type Tx } from '../store/index.ts'
import { noticeFor, putDeliveries } from '../work/index.ts'

/**
 * Tells a person something about their own account, in a transaction of an organisation of theirs: on the page, and by a
 * letter where they confirmed an address, whatever they chose to hear of (S2.3).
 */
export async function tellPerson(
  tx: Tx,
  member: { readonly organisation: Uuid; readonly person: Uuid },
  kind: string,
  values: Readonly<Record<string, string>>,
  clock: Clock,
): Promise<void> {
  const notice = await noticeFor(tx, member, kind, values, clock)
  const reached = await maybe<{ confirmed_at: string | null }>(
    tx,
    sql`select confirmed_at from mail_setting_of(${member.person})`,
  )
  if (!reached?.confirmed_at) return
  const { organisation, person } = member
  const said = { kind, notice, businessAt: clock.now() }
  const delivery = {
    id: newUuid(),
    enterprise: organisation,
    organisation,
    channel: 'mail',
    person,
    said,
    digest: false,
  } as const
  await putDeliveries(tx, [delivery], clock.machine())
}
