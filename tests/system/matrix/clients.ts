/** API clients of an organisation, one for each scope that it may give and one without any. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { browseOn, proofOf } from '../browse.ts'
import type { World } from '../world.ts'
import { behind } from './callers.ts'

/** Tokens by the one scope that each has. */
export async function clientTokens(world: World, organisation: string): Promise<ReadonlyMap<string, string>> {
  const browse = browseOn(world)
  const account = world.accounts().find((one) => one.organisation === organisation)!
  const { cookie } = await browse('POST', '/session', '', proofOf(account))
  const { scopes } = (await browse('GET', '/clients', cookie)).body as { scopes: { scope: string }[] }
  const tokens = new Map<string, string>()
  for (const scope of ['', ...scopes.map((one) => one.scope)])
    tokens.set(scope, await tokenFor(world, organisation, scope))
  return tokens
}

async function tokenFor(world: World, organisation: string, scope: string): Promise<string> {
  const [client, secret, token] = [randomUUID(), randomUUID(), `jm_${randomBytes(32).toString('base64url')}`]
  const hash = createHash('sha256').update(token).digest()
  await behind(
    world,
    `with person as (insert into platform.person values ($1, $6, now()) returning id),
          member as (insert into platform.membership select id, $3, '{customsClerk}' from person returning person_id),
          client as (insert into platform.api_client select person_id, $3, $6, $5, now() + interval '1 day', person_id, now() from member returning id),
          secret as (insert into platform.api_secret select $2, id, $4, 'jms_', now() from client returning id)
     insert into platform.token select $4, $1, $3, now() + interval '1 day', null, now(), id, $5 from secret`,
    [client, secret, organisation, hash, scope === '' ? [] : [scope], `client ${scope}`],
  )
  return token
}
