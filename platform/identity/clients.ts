import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '@jiamao/kernel/clock'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { defineProblem } from '@jiamao/kernel/problem'
import { type Moment, momentOf, msOf } from '@jiamao/kernel/time'
import { one, type Store, sql, type Tx } from '../store/index.ts'
import { brakesOfClient, forgive, takeAttempt } from './brake.ts'
import type { Origin } from './sessions.ts'
import { inScope, note, noteFailure } from './sign-in.ts'
import type { Subject } from './subject.ts'
import { newToken } from './token.ts'

/** A token of a client is good for so long; another one is asked for by its secret. */
const tokenMinutes = 30
// Recognisable, so that a leaked one is found by scanners (S2.8).
const prefix = 'jms_'
const hintLength = 8
const hashOf = (secret: string) => createHash('sha256').update(secret).digest()

const tooMany = defineProblem({
  code: 'CLIENT_MANY',
  status: 409,
  zh: { title: '接口客户端太多', detail: '一个单位至多有五十个接口客户端。', remedy: '先停用不用的。' },
  en: {
    title: 'Too many API clients',
    detail: 'An organisation has fifty of them at most.',
    remedy: 'Revoke one that is not used.',
  },
})
const twoSecrets = defineProblem({
  code: 'CLIENT_SECRETS',
  status: 409,
  zh: { title: '已有两个密钥', detail: '轮换时至多两个密钥同时有效。', remedy: '先停用旧的，再取新的。' },
  en: {
    title: 'There are two secrets',
    detail: 'Two secrets are good at a time, for the change from one to the other.',
    remedy: 'Revoke the old one first.',
  },
})

/** 接口客户端. A program of an organisation, as its administrator sees it. */
export interface Client {
  readonly id: Uuid
  readonly name: string
  readonly scopes: readonly string[]
  readonly expiresAt: Moment
  readonly by: string
  readonly at: Moment
  readonly usedAt: Moment | null
  readonly secrets: readonly {
    readonly id: Uuid
    readonly hint: string
    readonly at: Moment
    readonly usedAt: Moment | null
  }[]
}

/** The clients of an organisation that were not revoked, the latest first. */
export const clientsOf = (store: Store, organisation: Uuid) =>
  store.call<Client>(sql`
    select id, name, scopes, expires_at as "expiresAt", by_name as "by", at, used_at as "usedAt", secrets from clients_of(${organisation})`)

/** What a client is registered with. Roles are those without which its scopes would open nothing. */
interface Registration {
  readonly name: string
  readonly scopes: readonly string[]
  readonly roles: readonly string[]
  readonly expiresAt: Moment
}

/** Registers a client of the own organisation. @returns its id and first secret, shown this once @throws CLIENT_MANY */
export const registerClient = (
  store: Store,
  { organisation, person }: Subject,
  { name, scopes, roles, expiresAt }: Registration,
  clock: Clock,
): Promise<{ id: Uuid; secret: string }> =>
  inScope(store, organisation, async (tx) => {
    const id = newUuid()
    const { made } = await one<{ made: boolean }>(
      tx,
      sql`
      select register_client(${id}, ${organisation}, ${name}, ${roles}::text[], ${scopes}::text[], ${expiresAt}, ${person}, ${clock.machine()}) as made`,
    )
    if (!made) throw tooMany()
    const secret = await addSecret(tx, organisation, id, clock)
    await note(
      tx,
      clock,
      organisation,
      person,
      'identity.clientRegistered',
      { name, scopes: scopes.join(' ') },
      { subject: id },
    )
    return { id, secret: secret ?? '' }
  })

/** Gives a second secret, shown this once: both are good until one is revoked. Undefined where there is no such client. @throws CLIENT_SECRETS */
export const rotateClient = (
  store: Store,
  { organisation, person }: Subject,
  client: Uuid,
  clock: Clock,
): Promise<string | undefined> =>
  inScope(store, organisation, async (tx) => {
    const secret = await addSecret(tx, organisation, client, clock)
    if (secret !== undefined)
      await note(tx, clock, organisation, person, 'identity.clientSecret', {}, { subject: client })
    return secret
  })

async function addSecret(tx: Tx, organisation: Uuid, client: Uuid, clock: Clock): Promise<string | undefined> {
  const secret = prefix + randomBytes(32).toString('base64url')
  const { outcome } = await one<{ outcome: 'done' | 'absent' | 'two' }>(
    tx,
    sql`
    select add_client_secret(${newUuid()}, ${client}, ${organisation}, ${hashOf(secret)}, ${secret.slice(0, hintLength)}, ${clock.machine()}) as outcome`,
  )
  if (outcome === 'two') throw twoSecrets()
  return outcome === 'done' ? secret : undefined
}

/** Revokes a secret, or the whole client: its tokens are over at once. @returns whether there was such a one */
export const revokeClient = (
  store: Store,
  { organisation, person }: Subject,
  client: Uuid,
  secret: Uuid | undefined,
  clock: Clock,
): Promise<boolean> =>
  inScope(store, organisation, async (tx) => {
    const { done } = await one<{ done: boolean }>(
      tx,
      sql`select revoke_client(${client}, ${organisation}, ${secret ?? null}::uuid, ${clock.machine()}) as done`,
    )
    if (!done) return false
    const [act, detail] = secret ? ['identity.clientSecretRevoked', { secret }] : ['identity.clientRevoked', {}]
    await note(tx, clock, organisation, person, act as string, detail as Record<string, string>, { subject: client })
    return true
  })

/** What a program asks for with its secret. */
interface Grant {
  readonly client: Uuid
  readonly secret: string
  /** Undefined: all that the client has. */
  readonly scopes: readonly string[] | undefined
}

/** A token just given; or why there is none (RFC 6749 §5.2). */
type Granted =
  | { readonly token: string; readonly seconds: number; readonly scopes: readonly string[] }
  | { readonly refused: 'invalid_client' | 'invalid_scope' }

/** Gives a token against a secret, in the store of all tokens, for no more than the client has. @throws IDENTITY_WAIT */
export async function grantToken(
  store: Store,
  { client, secret, scopes: asked }: Grant,
  origin: Origin,
  clock: Clock,
): Promise<Granted> {
  const brakes = brakesOfClient(client, origin.address)
  const at = clock.machine()
  await takeAttempt(store, brakes, at)
  const [known] = await store.call<{
    organisation_id: Uuid
    secret_id: Uuid
    scopes: string[]
    expires_at: Moment
  }>(sql`select * from client_of(${client}, ${hashOf(secret)}, ${at})`)
  const token = newToken()
  const scopes = asked ?? known?.scopes ?? []
  if (known && !scopes.every((scope) => known.scopes.includes(scope))) {
    await forgive(store, brakes)
    return { refused: 'invalid_scope' }
  }
  const end = known && Math.min(msOf(at) + tokenMinutes * 60_000, msOf(known.expires_at))
  const isGiven =
    known &&
    end !== undefined &&
    (await inScope(store, known.organisation_id, async (tx) => {
      const { given } = await one<{ given: boolean }>(
        tx,
        sql`
        select give_client_token(${token.hash}, ${client}, ${known.organisation_id}, ${known.secret_id}, ${scopes}::text[], ${at}, ${momentOf(end)}) as given`,
      )
      const detail = { address: origin.address, secret: known.secret_id }
      if (given) await note(tx, clock, known.organisation_id, client, 'identity.clientToken', detail)
      return given
    }))
  if (!isGiven) {
    await noteFailure(store, client, origin, clock)
    return { refused: 'invalid_client' }
  }
  await forgive(store, brakes)
  return { token: token.text, seconds: Math.floor((end - msOf(at)) / 1_000), scopes }
}
