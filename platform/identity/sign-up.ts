import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '@jiamao/kernel/clock'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { defineProblem } from '@jiamao/kernel/problem'
import type { Moment } from '@jiamao/kernel/time'
import { maybe, one, type Store, sql, type Tx } from '../store/index.ts'
import { sourceOf, takeAttempt } from './brake.ts'
import { evidenceType } from './evidence.ts'
import { hashOfSecret, inviteByHash } from './invitations.ts'
import type { Origin } from './sessions.ts'
import { inScope, note } from './sign-in.ts'
import type { Subject } from './subject.ts'

export const decidedAlready = defineProblem({
  code: 'IDENTITY_SIGN_UP_DECIDED',
  status: 409,
  zh: { title: '申请已办结', detail: '没有这份待办的申请，或已由别人办结。', remedy: '刷新列表。' },
  en: {
    title: 'Decided already',
    detail: 'There is no such open application, or somebody decided it.',
    remedy: 'Reload the list.',
  },
})
const noApplication = defineProblem({
  code: 'IDENTITY_SIGN_UP_UNKNOWN',
  status: 404,
  zh: { title: '没有这份申请', detail: '链接不对，或申请已过保存期。', remedy: '核对链接，或重新申请。' },
  en: {
    title: 'No such application',
    detail: 'The link is wrong, or the application is no longer kept.',
    remedy: 'Check the link, or apply again.',
  },
})

/** 入驻申请, as an enterprise gives it. Its numbers are read at the door. */
export interface Application {
  readonly name: string
  readonly creditCode: string
  readonly customsCode: string | null
  readonly contact: string
  readonly phone: string
  readonly evidence: Buffer
}

/** An application that waits for the operator. */
export interface OpenSignUp {
  readonly id: Uuid
  readonly name: string
  readonly creditCode: string
  readonly customsCode: string | null
  readonly contact: string
  readonly phone: string
  readonly evidenceType: string
  readonly bytes: number
  /** Whoever has this credit code here already. */
  readonly known: string | null
  readonly at: Moment
}

/** Takes an application from anybody, few from one source. @returns the secret by which the applicant follows it, this once */
export async function applyToJoin(
  store: Store,
  given: Application,
  { address }: Origin,
  clock: Clock,
): Promise<string> {
  const type = evidenceType(given.evidence)
  await takeAttempt(store, { keys: [`sign-up from ${sourceOf(address)}`], free: [5], wide: null }, clock.machine())
  const [id, secret] = [newUuid(), randomBytes(32).toString('base64url')]
  const { name, creditCode, customsCode, contact, phone, evidence } = given
  await store.call(sql`
    select apply(${id}, ${hashOfSecret(secret)}, ${name}, ${creditCode}, ${customsCode}::text, ${contact}, ${phone}, ${evidence}, ${type},
      ${clock.machine()})`)
  return secret
}

/** How an application stands, for who holds its secret. @throws IDENTITY_SIGN_UP_UNKNOWN */
export async function readSignUp(store: Store, secret: string) {
  const [found] = await store.call<{
    readonly name: string
    readonly creditCode: string
    readonly state: 'open' | 'approved' | 'refused'
    readonly reason: string | null
    readonly at: Moment
  }>(sql`select name, credit_code as "creditCode", state, reason, at from applied(${hashOfSecret(secret)})`)
  if (!found) throw noApplication()
  return found
}

/** A page of applications that wait, the oldest first. */
export async function openSignUps(
  store: Store,
  { limit, from }: { readonly limit: number; readonly from: Moment | null },
): Promise<{ items: OpenSignUp[]; next: Moment | null }> {
  const found = await store.call<OpenSignUp>(sql`
    select id, name, credit_code as "creditCode", customs_code as "customsCode", contact, phone, evidence_type as "evidenceType", bytes,
           organisation_name as known, at
      from open_sign_ups(${from}::timestamptz, ${limit + 1})`)
  const items = found.slice(0, limit)
  return { items, next: found.length > limit ? items[limit - 1].at : null }
}

/** The evidence of an application; undefined where there is none. */
export const evidenceOf = async (store: Store, id: Uuid) =>
  (
    await store.call<{ readonly evidence: Buffer; readonly type: string }>(
      sql`select evidence, evidence_type as type from evidence_of(${id})`,
    )
  )[0]

const decide = (id: Uuid, state: 'approved' | 'refused', reason: string | null, person: Uuid, at: Moment) =>
  sql`select decide_sign_up(${id}, ${state}, ${reason}::text, ${person}, ${at}) as done`

/** An application that waits, as it is decided about; undefined where there is none. */
export async function applicationOf(
  store: Store,
  id: Uuid,
): Promise<(Omit<Application, 'phone' | 'evidence'> & { readonly evidenceHash: string }) | undefined> {
  const [found] = await store.call<Omit<Application, 'phone' | 'evidence'>>(sql`
    select name, credit_code as "creditCode", customs_code as "customsCode", contact from sign_up_of(${id})`)
  const kept = found && (await evidenceOf(store, id))
  return kept && { ...found, evidenceHash: createHash('sha256').update(kept.evidence).digest('hex') }
}

/**
 * Takes an enterprise in, in a transaction of its own log: the secret that the applicant holds becomes a link for their first
 * person, who invites the others.
 *
 * @throws IDENTITY_SIGN_UP_DECIDED
 */
export async function approveSignUp(
  tx: Tx,
  operator: Pick<Subject, 'organisation' | 'person'>,
  enterprise: Uuid,
  { application, roles }: { readonly application: Uuid; readonly roles: readonly string[] },
  clock: Clock,
): Promise<void> {
  const found = await maybe<{ hash: Buffer; creditCode: string; contact: string }>(
    tx,
    sql`select hash, credit_code as "creditCode", contact from sign_up_of(${application})`,
  )
  if (!found) throw decidedAlready()
  const { hash, creditCode, contact } = found
  const { done } = await one<{ done: boolean }>(
    tx,
    decide(application, 'approved', null, operator.person, clock.machine()),
  )
  if (!done) throw decidedAlready()
  const { organisation, person } = operator
  await note(tx, clock, organisation, person, 'identity.signUpApproved', { creditCode }, { enterprise })
  await inviteByHash(tx, operator, enterprise, { kind: 'join', name: contact, roles }, hash, clock)
}

/** Turns an application down, with the reason that the applicant reads. @throws IDENTITY_SIGN_UP_DECIDED */
export const refuseSignUp = (
  store: Store,
  { organisation, person }: Subject,
  id: Uuid,
  reason: string,
  clock: Clock,
): Promise<void> =>
  inScope(store, organisation, async (tx) => {
    const { done } = await one<{ done: boolean }>(tx, decide(id, 'refused', reason, person, clock.machine()))
    if (!done) throw decidedAlready()
    await note(tx, clock, organisation, person, 'identity.signUpRefused', { application: id, reason })
  })
