/** A browser's requests without a browser: the cookie of a session that signed in, and connections that stay open. */
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { text } from 'node:stream/consumers'
import { browseOn, proofOf } from '../../tests/system/browse.ts'
import type { Account, World } from '../../tests/system/world.ts'

/** Reads a page of the API as one person. @throws Error for any answer but 200 */
export type Reader = <T>(path: string) => Promise<T>

export async function readerFor(world: World, account: Account): Promise<Reader> {
  const { status, cookie } = await browseOn(world)('POST', '/session', '', proofOf(account))
  if (status !== 200) throw new Error(`${account.login} signed in with ${status}`)
  const agent = new Agent({ keepAlive: true })
  return async <T>(path: string) => {
    const request = get({ host: '127.0.0.1', port: world.port, path: `/api/v1${path}`, agent, headers: { cookie } })
    const [answer] = await once(request, 'response')
    const said = await text(answer)
    if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}: ${said}`)
    return JSON.parse(said) as T
  }
}
