import { randomBytes } from 'node:crypto'
import type { Clock } from '@jiamao/kernel/clock'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { type Moment, momentOf, msOf } from '@jiamao/kernel/time'
import { one, type Store, sql } from '../store/index.ts'
import { checkPassword, wrongCode } from './credentials.ts'
import { factorAddress, factorStep, newSecret } from './factor.ts'
import { hashOfSecret } from './invitations.ts'
import {
  nothingLost,
  ownRecovery,
  recoveryElsewhere,
  recoveryOpen,
  recoveryOver,
  sameRecoverer,
} from './recovery-problems.ts'
import { inScope, note } from './sign-in.ts'
import type { Subject } from './subject.ts'
import { tellPerson } from './tell-person.ts'

/** So long it may wait for the second administrator, and so long works the link. */
const hours = { open: 72, link: 24 }
const after = (clock: Clock, of: keyof typeof hours) => momentOf(msOf(clock.machine()) + hours[of] * 3_600_000)

/** 第二因素恢复. What waits for a second administrator, or for the person to use the link. */
export interface Recovery {
  readonly id: Uuid
  readonly organisation: Uuid
  readonly organisationName: string
  readonly person: Uuid
  readonly name: string
  readonly login: string
  readonly reason: string
  readonly openedBy: Uuid
  readonly openedByName: string
  readonly at: Moment
  readonly expiresAt: Moment
  readonly isConfirmed: boolean
  /** Belongs to another organisation too: then the platform confirms. */
  readonly elsewhere: boolean
}

/** Open recoveries of an organisation, or of all (null), the oldest first. */
export const recoveriesOf = (store: Store, organisation: Uuid | null, clock: Clock, only: Uuid | null = null) =>
  store.call<Recovery>(sql`
    select id, organisation_id as organisation, organisation_name as "organisationName", person_id as person, name, login, reason,
           opened_by as "openedBy", opened_by_name as "openedByName", at, expires_at as "expiresAt", is_confirmed as "isConfirmed", elsewhere
      from open_recoveries(${organisation}::uuid, ${only}::uuid, ${clock.machine()})`)

/**
 * Opens a recovery for a member of the own organisation: the person is told, and another administrator confirms it.
 *
 * @returns its id; undefined where there is no such member with a login
 * @throws RECOVERY_OWN, RECOVERY_NONE, RECOVERY_OPEN
 */
export const openRecovery = (
  store: Store,
  { organisation, person: by, name }: Subject,
  person: Uuid,
  reason: string,
  clock: Clock,
): Promise<Uuid | undefined> =>
  inScope(store, organisation, async (tx) => {
    const id = newUuid()
    const { outcome } = await one<{ outcome: 'done' | 'absent' | 'own' | 'none' | 'open' }>(
      tx,
      sql`
      select open_recovery(${id}, ${person}, ${organisation}, ${reason}, ${by}, ${clock.machine()}, ${after(clock, 'open')}) as outcome`,
    )
    if (outcome === 'absent') return undefined
    if (outcome === 'own') throw ownRecovery()
    if (outcome === 'none') throw nothingLost()
    if (outcome === 'open') throw recoveryOpen()
    await tellPerson(tx, { organisation, person }, 'identity.recoveryOpened', { by: name, reason }, clock)
    await note(tx, clock, organisation, by, 'identity.recoveryOpened', { recovery: id, reason }, { subject: person })
    return id
  })

/** A link to a new second factor, shown this once to who confirmed. */
interface RecoveryLink {
  readonly secret: string
  readonly expiresAt: Moment
}

/**
 * Confirms a recovery that another person opened. Every session of the person is over, and they are told.
 *
 * @param of the organisation whose administrator confirms; null: the platform's administrator of security
 * @returns undefined where there is none that waits
 * @throws RECOVERY_SAME, RECOVERY_ELSEWHERE
 */
export async function confirmRecovery(
  store: Store,
  { organisation: from, person: by, name }: Subject,
  id: Uuid,
  of: Uuid | null,
  clock: Clock,
): Promise<RecoveryLink | undefined> {
  const [found] = await recoveriesOf(store, of, clock, id)
  if (!found) return undefined
  const { organisation, person } = found
  const [secret, expiresAt] = [randomBytes(32).toString('base64url'), after(clock, 'link')]
  return inScope(store, organisation, async (tx) => {
    const { outcome } = await one<{ outcome: 'done' | 'absent' | 'same' | 'elsewhere' }>(
      tx,
      sql`select confirm_recovery(${id}, ${of}::uuid, ${by}, ${hashOfSecret(secret)}, ${clock.machine()}, ${expiresAt}) as outcome`,
    )
    if (outcome === 'absent') return undefined
    if (outcome === 'same') throw sameRecoverer()
    if (outcome === 'elsewhere') throw recoveryElsewhere()
    await tellPerson(tx, { organisation, person }, 'identity.recoveryConfirmed', { by: name }, clock)
    const about = { enterprise: organisation, subject: person }
    await note(tx, clock, from, by, 'identity.recoveryConfirmed', { recovery: id }, about)
    return { secret, expiresAt }
  })
}

/** Calls a recovery off, confirmed or not: its link is over. @returns whether there was such a one */
export async function callOffRecovery(
  store: Store,
  { organisation: from, person: by }: Subject,
  id: Uuid,
  of: Uuid | null,
  clock: Clock,
): Promise<boolean> {
  const [found] = await recoveriesOf(store, of, clock, id)
  if (!found) return false
  return inScope(store, found.organisation, async (tx) => {
    const { done } = await one<{ done: boolean }>(
      tx,
      sql`select call_off_recovery(${id}, ${of}::uuid, ${clock.machine()}) as done`,
    )
    const about = { enterprise: found.organisation, subject: found.person }
    if (done) await note(tx, clock, from, by, 'identity.recoveryCalledOff', { recovery: id }, about)
    return done
  })
}

/** For whom a link is. @throws RECOVERY_OVER */
export async function readRecovery(store: Store, secret: string, clock: Clock) {
  const [found] = await store.call<{
    readonly organisation: Uuid
    readonly organisationName: string
    readonly person: Uuid
    readonly name: string
    readonly login: string
    readonly proposed: string | null
    readonly expiresAt: Moment
  }>(sql`
    select organisation_id as organisation, organisation_name as "organisationName", person_id as person, name, login, proposed,
           expires_at as "expiresAt"
      from recovery_of(${hashOfSecret(secret)}, ${clock.machine()})`)
  if (!found) throw recoveryOver()
  return found
}

/**
 * Proposes a new second factor to who holds the link and knows the password: the link alone is no way around the first factor.
 *
 * @throws RECOVERY_OVER, IDENTITY_PASSWORD_WRONG, IDENTITY_WAIT
 */
export async function proposeRecovered(
  store: Store,
  { secret, password }: { readonly secret: string; readonly password: string },
  clock: Clock,
): Promise<{ secret: string; uri: string }> {
  const link = await readRecovery(store, secret, clock)
  await checkPassword(store, link, password, '/password', clock)
  const proposed = newSecret()
  await store.call(sql`select propose_recovered(${hashOfSecret(secret)}, ${proposed}, ${clock.machine()})`)
  return { secret: proposed, uri: factorAddress(proposed, link.login) }
}

/**
 * Switches the new factor on against a first code of it. All that there were are gone, every session is over.
 *
 * @returns the login to sign in with
 * @throws RECOVERY_OVER, IDENTITY_PASSWORD_WRONG, IDENTITY_CODE_WRONG, IDENTITY_WAIT; the link is not used up then
 */
export async function takeRecovery(
  store: Store,
  { secret, password, code }: { readonly secret: string; readonly password: string; readonly code: string },
  clock: Clock,
): Promise<string> {
  const { organisation, person, login, proposed } = await readRecovery(store, secret, clock)
  await checkPassword(store, { person, login }, password, '/password', clock)
  const step = proposed === null ? undefined : factorStep(proposed, code, msOf(clock.machine()))
  if (step === undefined) throw wrongCode({}, { pointer: '/code' })
  await inScope(store, organisation, async (tx) => {
    const { taken } = await one<{ taken: boolean }>(
      tx,
      sql`select take_recovery(${hashOfSecret(secret)}, ${proposed}, ${step}::bigint, ${clock.machine()}) as taken`,
    )
    if (!taken) throw recoveryOver()
    await tellPerson(tx, { organisation, person }, 'identity.recovered', {}, clock)
    await note(tx, clock, organisation, person, 'identity.recovered', {})
  })
  return login
}
