/** Requests as a browser's page of ours makes them. */
import { ask } from '../database.ts'
import type { Account, World } from './world.ts'

/** An answer, with the cookie that a browser keeps. */
export interface Browsed {
  readonly status: number
  readonly body: Record<string, unknown>
  readonly cookie: string
  readonly headers: Headers
}

export type Browse = (
  method: string,
  path: string,
  cookie?: string,
  body?: object,
  more?: Record<string, string>,
) => Promise<Browsed>

/** What a page of ours asks of a platform, or with other headers. Who asks too much at once waits, as told, and asks again. */
export const browseOn =
  (world: World): Browse =>
  async (method, path, cookie = '', body, more = {}) => {
    const answer = await once(world, method, path, cookie, body, more)
    if (answer.body.code !== 'HTTP_TOO_MANY') return answer
    await new Promise((done) => setTimeout(done, 1_000 * Number(answer.headers.get('retry-after') ?? 1)))
    return browseOn(world)(method, path, cookie, body, more)
  }

const once = async (
  world: World,
  method: string,
  path: string,
  cookie: string,
  body: object | undefined,
  more: Record<string, string>,
): Promise<Browsed> => {
  const reply = await fetch(`${world.address()}/api/v1${path}`, {
    method,
    headers: {
      ...(cookie ? { cookie } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
      'sec-fetch-site': 'same-origin',
      ...more,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await reply.text()
  return {
    status: reply.status,
    body: text === '' ? {} : JSON.parse(text),
    cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? '',
    headers: reply.headers,
  }
}

/** Confirms what another person has just proposed (双人确认), as they were told of it. */
export const confirming =
  (browse: Browse) =>
  async (second: string, { body }: Pick<Browsed, 'body'>): Promise<Browsed> => {
    const { id, hash } = body.proposal as { id: string; hash: string }
    return browse('POST', `/proposals/${id}/confirmation`, second, { hash })
  }

export const proofOf = ({ login, password }: Account) => ({ login, password })
/** One statement as the owner of a world's database, to look behind its walls and to let time pass. */
export const behind = <R extends object>(world: World, text: string, values: unknown[] = []): Promise<R[]> =>
  ask<R>({ host: `${world.home}/postgres/socket`, user: 'jiamao', database: 'jiamao' }, text, values)

/** A leaf of identity in the log of an organisation. */
interface Leaf {
  readonly act: string
  readonly actor_id: string | null
  readonly subject: string | null
  readonly detail: Readonly<Record<string, string>>
}
export const leavesOf = (world: World, organisation: string): Promise<Leaf[]> =>
  behind<Leaf>(
    world,
    `select act, actor_id, subject, detail from platform.audit where enterprise_id = $1 and act like 'identity.%' order by at`,
    [organisation],
  )
