import { createHash, randomBytes } from 'node:crypto'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { type Moment, momentOf, msOf } from '@jiamao/kernel/time'
import { one, run, type Store, sql, type Tx } from '../store/index.ts'
import { sourceOf } from './brake.ts'
import type { Subject } from './subject.ts'

/** S2.6: a session ends after so long without a request (officers sooner), and after twelve hours in any case. */
const idleMinutes = { firms: 30, officers: 15 }
const hours = 12
const firms = ['enterprise', 'broker']

/** A person at work for one of their organisations. */
export interface Session extends Subject {
  readonly id: Uuid
  readonly login: string
  readonly secondFactor: boolean
  /** Whether the person has any. */
  readonly passkeys: boolean
  /** Whether the person has any. */
  readonly certificates: boolean
  /** When the person last proved who they are. */
  readonly provedAt: Moment
  readonly expiresAt: Moment
  readonly idleMinutes: number
}

/** Where a person may work. */
export interface Membership {
  readonly id: Uuid
  readonly name: string
  readonly party: string
  readonly roles: readonly string[]
}

/** From where a session is used: said to its owner. */
export interface Origin {
  readonly address: string
  readonly agent: string
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest()

export const membershipsOf = async (store: Store, person: Uuid): Promise<Membership[]> =>
  (
    await store.call<{ organisation_id: Uuid; name: string; party: string; roles: string[] }>(
      sql`select * from memberships_of(${person})`,
    )
  ).map(({ organisation_id: id, ...rest }) => ({ id, ...rest }))

/** Opens a session and gives what the browser keeps, this once: the database has only its hash. */
export async function openSession(
  tx: Tx,
  person: Uuid,
  { id: organisation, party }: Pick<Membership, 'id' | 'party'>,
  { address, agent }: Origin,
  provedAt: Moment,
  at: Moment,
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const idle = `${firms.includes(party) ? idleMinutes.firms : idleMinutes.officers} minutes`
  const expires = momentOf(msOf(at) + hours * 3_600_000)
  await run(
    tx,
    sql`
    select open_session(${newUuid()}, ${hashOf(secret)}, ${person}, ${organisation}, ${idle}::interval, ${address.slice(0, 64)}, ${agent.slice(0, 200)}, ${sourceOf(address)}, ${provedAt}, ${at}, ${expires})`,
  )
  return secret
}

/** Whose session this is, while it lasts. What a page asks by itself (`inBackground`) does not keep it awake. */
export async function sessionOf(
  store: Store,
  secret: string,
  at: Moment,
  inBackground = false,
): Promise<Session | undefined> {
  if (secret.length > 64) return undefined
  const [row] = await store.call<SessionDb>(sql`select * from session_of(${hashOf(secret)}, ${at}, ${inBackground})`)
  return (
    row && {
      id: row.id,
      person: row.person_id,
      name: row.person_name,
      login: row.login,
      organisation: row.organisation_id,
      organisationName: row.organisation_name,
      party: row.party,
      roles: row.roles,
      secondFactor: row.second_factor,
      passkeys: row.passkeys,
      certificates: row.certificates,
      provedAt: row.proved_at,
      expiresAt: row.expires_at,
      idleMinutes: row.idle_minutes,
    }
  )
}

interface SessionDb {
  readonly id: Uuid
  readonly person_id: Uuid
  readonly person_name: string
  readonly login: string
  readonly second_factor: boolean
  readonly passkeys: boolean
  readonly certificates: boolean
  readonly proved_at: Moment
  readonly organisation_id: Uuid
  readonly organisation_name: string
  readonly party: string
  readonly roles: readonly string[]
  readonly expires_at: Moment
  readonly idle_minutes: number
}

/** A person's open sessions, the latest first. */
export const sessionsOf = (store: Store, person: Uuid, at: Moment) =>
  store.call<{
    id: Uuid
    organisation: string
    address: string
    agent: string
    startedAt: Moment
    seenAt: Moment
    expiresAt: Moment
  }>(sql`
    select id, organisation, address, agent, started_at as "startedAt", seen_at as "seenAt", expires_at as "expiresAt"
      from sessions_of(${person}, ${at})`)

/** Ends one session of a person, or all but one. @returns how many ended */
export async function endSessions(
  tx: Tx,
  person: Uuid,
  which: { readonly only: Uuid } | { readonly but: Uuid | null },
  at: Moment,
): Promise<number> {
  const [only, but] = 'only' in which ? [which.only, null] : [null, which.but]
  const { ended } = await one<{ ended: number }>(
    tx,
    sql`select end_sessions(${person}, ${only}::uuid, ${but}::uuid, ${at}) as ended`,
  )
  return ended
}

/** Which of these sessions still last, by the organisation that each acts for. */
export const sessionsAlive = async (store: Store, ids: readonly Uuid[], at: Moment): Promise<ReadonlyMap<Uuid, Uuid>> =>
  new Map(
    (
      await store.call<{ id: Uuid; organisation_id: Uuid }>(sql`select * from sessions_alive(${ids}::uuid[], ${at})`)
    ).map(({ id, organisation_id }) => [id, organisation_id]),
  )
