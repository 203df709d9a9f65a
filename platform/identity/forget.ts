import type { Clock } from '@jiamao/kernel/clock'
import { one, type Store, type sql } from '../store/index.ts'
import { endSessions, type Session } from './sessions.ts'
import { inScope, note } from './sign-in.ts'

/**
 * Forgets a means of signing in; every other session ends, for one may have been opened by it.
 *
 * @param statement gives `done`: whether there was such a one of this person
 * @param detail which one, for the log
 * @returns whether there was
 */
export const forgetMeans = (
  store: Store,
  { id: session, person, organisation }: Session,
  clock: Clock,
  act: string,
  statement: ReturnType<typeof sql>,
  detail: Parameters<typeof note>[5],
): Promise<boolean> =>
  inScope(store, organisation, async (tx) => {
    const { done } = await one<{ done: boolean }>(tx, statement)
    if (!done) return false
    await endSessions(tx, person, { but: session }, clock.machine())
    await note(tx, clock, organisation, person, act, detail)
    return true
  })
