/** 委托. From an enterprise to a broker or a sister plant: proposed, agreed, in force for its days, ended by either at once. */
import type { Clock } from '@jiamao/kernel/clock'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { defineProblem } from '@jiamao/kernel/problem'
import type { LocalDate } from '@jiamao/kernel/time'
import { leafOf, record } from '../audit/index.ts'
import { rows, run, type Store, sql, type Tx } from '../store/index.ts'
import type { MandateAct, MandateInForce } from './mandate.ts'
import type { Subject } from './subject.ts'

const mandateEnded = defineProblem({
  code: 'MANDATE_ENDED',
  status: 403,
  zh: {
    title: '委托不在有效期',
    detail: '没有生效的委托：未经双方确认、已终止，或不在有效期内。',
    remedy: '回到本单位办理；需要继续代理的，请企业重新委托。',
  },
  en: {
    title: 'No mandate in force',
    detail: 'No mandate is in force: not agreed, ended, or outside its days.',
    remedy: 'Go back to your own organisation; to go on, have the enterprise give a new mandate.',
  },
})
const noMandate = defineProblem({
  code: 'MANDATE_STATE',
  status: 409,
  zh: {
    title: '委托不能这样处理',
    detail: '没有这样的委托，或它已经确认、已经终止。',
    remedy: '刷新列表，查看其现状。',
  },
  en: {
    title: 'The mandate does not allow this',
    detail: 'There is no such mandate, or it was agreed or ended meanwhile.',
    remedy: 'Reload the list and look at where it stands.',
  },
})

const known = defineProblem({
  code: 'MANDATE_KNOWN',
  status: 409,
  zh: { title: '已有委托', detail: '对该单位已有一份未终止的委托。', remedy: '先终止原委托，再重新提出。' },
  en: {
    title: 'There is a mandate',
    detail: 'A mandate to this organisation has not ended.',
    remedy: 'End that one first, then propose the new one.',
  },
})

/** What an enterprise proposes. Undefined books or types: all of them. */
export interface Proposal {
  readonly holder: Uuid
  readonly books?: readonly string[]
  readonly types?: readonly string[]
  readonly acts: readonly MandateAct[]
  readonly most?: bigint
  readonly from: LocalDate
  readonly until: LocalDate
}

export interface Mandate extends Omit<Proposal, 'books' | 'types' | 'most'> {
  readonly id: Uuid
  readonly enterprise: Uuid
  readonly books: readonly string[] | null
  readonly types: readonly string[] | null
  readonly most: bigint | null
  readonly state: 'proposed' | 'agreed' | 'ended'
  readonly reason: string | null
}

const columns = sql`
  enterprise_id as enterprise, id, holder_id as holder, books, types, acts, most, from_day as "from", until_day as until, state, reason`

/** Those that an organisation gave and those that it holds, the latest first. */
export async function listMandates(store: Store, organisation: Uuid): Promise<readonly Mandate[]> {
  const [given, held] = await Promise.all([
    store.tx({ enterprise: organisation, organisation, stance: 'owner' }, (tx) =>
      rows<Mandate>(
        tx,
        sql`select ${columns} from mandate where enterprise_id = ${organisation} order by proposed_at desc, id limit 500`,
      ),
    ),
    store.tx({ organisation, stance: 'party' }, (tx) =>
      rows<Mandate>(
        tx,
        sql`select ${columns} from mandate where holder_id = ${organisation} order by proposed_at desc, id limit 500`,
      ),
    ),
  ])
  return [...given, ...held]
}

/** The mandates under which an organisation may act on a day. */
export const mandatesInForce = (store: Store, holder: Uuid, on: LocalDate) =>
  store.tx({ organisation: holder, stance: 'party' }, (tx) =>
    rows<Mandate>(
      tx,
      sql`
      select ${columns} from mandate
       where holder_id = ${holder} and state = 'agreed' and from_day <= ${on} and until_day >= ${on} order by proposed_at, id limit 500`,
    ),
  )

/**
 * The subject acting for an enterprise, asked anew at every request: a mandate that ended a second ago lets nothing through.
 *
 * @throws MANDATE_ENDED
 */
export async function actFor(
  store: Store,
  subject: Subject,
  enterprise: { readonly id: Uuid; readonly name: string },
  on: LocalDate,
): Promise<Subject> {
  const found = (await mandatesInForce(store, subject.organisation, on)).find((one) => one.enterprise === enterprise.id)
  if (!found || !subject.roles.includes('customsClerk')) throw mandateEnded()
  const { id, books, types, acts, most } = found
  const mandate: MandateInForce = {
    ...{ id, enterprise: enterprise.id, enterpriseName: enterprise.name, acts },
    ...(books ? { books } : {}),
    ...(types ? { types } : {}),
    ...(most === null ? {} : { most: String(most) }),
  }
  return { ...subject, party: 'enterprise', roles: ['customsClerk'], mandate }
}

/** Proposes a mandate in the name of the subject's enterprise. */
export function propose(store: Store, subject: Subject, proposal: Proposal, clock: Clock): Promise<Uuid> {
  const id = newUuid()
  const { holder, books = null, types = null, acts, most = null, from, until } = proposal
  return changing(store, subject, subject.organisation, async (tx) => {
    const made = await run(
      tx,
      sql`
      insert into mandate (enterprise_id, id, holder_id, books, types, acts, most, from_day, until_day, state, proposed_at)
      values (${subject.organisation}, ${id}, ${holder}, ${books}::text[], ${types}::text[], ${acts}::text[], ${most}::bigint, ${from}, ${until},
              'proposed', ${clock.machine()})
      on conflict (enterprise_id, holder_id) where state <> 'ended' do nothing`,
    )
    if (made === 0) throw known()
    await note(
      tx,
      subject,
      subject.organisation,
      id,
      'mandate.propose',
      { holder, from, until, acts: acts.join(' ') },
      clock,
    )
    return id
  })
}

/** Agrees to a mandate as its holder. @throws MANDATE_STATE */
export function agree(store: Store, subject: Subject, enterprise: Uuid, id: Uuid, clock: Clock): Promise<void> {
  return changing(store, subject, enterprise, async (tx) => {
    const done = await run(
      tx,
      sql`
      update mandate set state = 'agreed', agreed_at = ${clock.machine()}
       where enterprise_id = ${enterprise} and id = ${id} and holder_id = ${subject.organisation} and state = 'proposed'`,
    )
    if (done === 0) throw noMandate()
    await note(tx, subject, enterprise, id, 'mandate.agree', {}, clock)
  })
}

/** Ends a mandate, or what was only proposed, as either side; nothing under it is possible from now on. @throws MANDATE_STATE */
export function endMandate(
  store: Store,
  subject: Subject,
  enterprise: Uuid,
  id: Uuid,
  reason: string,
  clock: Clock,
): Promise<void> {
  return changing(store, subject, enterprise, async (tx) => {
    const done = await run(
      tx,
      sql`
      update mandate set state = 'ended', ended_at = ${clock.machine()}, ended_by = ${subject.organisation}, reason = ${reason}
       where enterprise_id = ${enterprise} and id = ${id} and state <> 'ended'
         and (enterprise_id = ${subject.organisation} or holder_id = ${subject.organisation})`,
    )
    if (done === 0) throw noMandate()
    await note(tx, subject, enterprise, id, 'mandate.end', { reason }, clock)
  })
}

/** Closes what has passed its last day: the database lets nothing of it through either. */
export async function lapseMandates(store: Store, clock: Clock): Promise<void> {
  const on = clock.today()
  const over = await store.carry((tx) =>
    rows<{ enterprise: Uuid }>(
      tx,
      sql`select distinct enterprise_id as enterprise from mandate where state <> 'ended' and until_day < ${on} limit 100`,
    ),
  )
  for (const { enterprise } of over) {
    await store.tx({ enterprise, organisation: enterprise, stance: 'engine' }, async (tx) => {
      const ended = await rows<{ id: Uuid }>(
        tx,
        sql`
        update mandate set state = 'ended', ended_at = ${clock.machine()}, reason = 'until'
         where enterprise_id = ${enterprise} and state <> 'ended' and until_day < ${on} returning id`,
      )
      for (const { id } of ended)
        await record(
          tx,
          leafOf(
            {
              enterprise,
              organisation: enterprise,
              actor: null,
              act: 'mandate.lapse',
              subject: id,
              purpose: null,
              detail: {},
            },
            clock,
          ),
        )
    })
  }
}

const changing = <T>(
  store: Store,
  { organisation }: Subject,
  enterprise: Uuid,
  act: (tx: Tx) => Promise<T>,
): Promise<T> => store.tx({ enterprise, organisation, stance: 'engine' }, act)

const note = (
  tx: Tx,
  { organisation, person }: Subject,
  enterprise: Uuid,
  subject: Uuid,
  act: string,
  detail: Record<string, string>,
  clock: Clock,
) => record(tx, leafOf({ enterprise, organisation, actor: person, act, subject, purpose: null, detail }, clock))
