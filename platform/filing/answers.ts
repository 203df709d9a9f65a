import { createHash } from 'node:crypto'
import { canonical, type Json } from '@jiamao/kernel/canonical'
import type { Uuid } from '@jiamao/kernel/ids'

import { maybe, run, type Scope, sql, type Tx } from '../store/index.ts'
import type { Engine } from './engine.ts'
import { keyReused } from './problems.ts'

/** A request that is answered once: the same key brings the first answer again (I4.5). */
export interface Request {
  readonly key: string
  readonly hash: Buffer
}

/** The answer to a request, as it was first given. */
export interface Answer {
  readonly status: number
  readonly body: Json
}

/** A request by its key and everything that makes it this request. */
export const requestOf = (key: string, ...of: readonly Json[]): Request => ({
  key,
  hash: createHash('sha256').update(canonical(of)).digest(),
})

/** Two first requests met: the other has committed by now, so the next turn finds its answer. */
class Overtaken extends Error {}

/**
 * Runs `act` once per key and enterprise; its effects and its answer are one transaction. A user's fault below 500 is an
 * answer too and is replayed.
 */
export async function once(
  engine: Engine,
  scope: Scope & { enterprise: Uuid },
  request: Request,
  act: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  const at = engine.clock.machine()
  const keep = async (tx: Tx, { status, body }: Answer) => {
    const kept = await run(
      tx,
      sql`
      insert into answer values (${scope.enterprise}, ${request.key}, ${request.hash}, ${status}, ${JSON.stringify(body)}, ${at})
      on conflict do nothing`,
    )
    if (kept === 0) throw new Overtaken()
  }
  for (;;) {
    try {
      return await engine.store.tx({ ...scope, stance: 'engine' }, async (tx) => {
        const first = await firstAnswer(tx, scope.enterprise, request)
        if (first) return first
        const answer = await act(tx)
        await keep(tx, answer)
        return answer
      })
    } catch (error) {
      if (error instanceof Overtaken) continue
      throw error
    }
  }
}

/** The answer already given to this key. @throws IDEMPOTENCY_KEY_REUSED where it was given to another request */
export async function firstAnswer(tx: Tx, enterprise: Uuid, { key, hash }: Request): Promise<Answer | undefined> {
  const found = await maybe<{ request_hash: Buffer; status: number; body: Json }>(
    tx,
    sql`
    select request_hash, status, body from answer where enterprise_id = ${enterprise} and key = ${key}`,
  )
  if (!found) return undefined
  if (!found.request_hash.equals(hash)) throw keyReused()
  return { status: found.status, body: found.body }
}
