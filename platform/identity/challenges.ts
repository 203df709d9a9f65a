import { createHash } from 'node:crypto'
import type { Clock } from '@jiamao/kernel/clock'
import type { Uuid } from '@jiamao/kernel/ids'
import { momentOf, msOf } from '@jiamao/kernel/time'
import { type Store, sql } from '../store/index.ts'

/** What a challenge is for: it answers nothing else. */
type Purpose = 'register' | 'signIn' | 'stepUp' | 'certificateBind' | 'certificateSignIn' | 'certificateStepUp'

const usualMinutes = 5
const hashOf = (challenge: string) => createHash('sha256').update(challenge).digest()

/** Remembers a random text until it is brought back: in the database, so that any process takes it. */
export const giveChallenge = async (
  store: Store,
  challenge: string,
  purpose: Purpose,
  person: Uuid | null,
  clock: Clock,
  minutes = usualMinutes,
): Promise<void> => {
  const at = clock.machine()
  const expires = momentOf(msOf(at) + minutes * 60_000)
  await store.call(sql`select give_challenge(${hashOf(challenge)}, ${purpose}, ${person}::uuid, ${at}, ${expires})`)
}

/** Whether this was given for this, to this person, and is not out of date; it is gone then. */
export async function takeChallenge(
  store: Store,
  challenge: string,
  purpose: Purpose,
  person: Uuid | null,
  clock: Clock,
): Promise<boolean> {
  const [{ taken }] = await store.call<{ taken: boolean }>(
    sql`select take_challenge(${hashOf(challenge)}, ${purpose}, ${person}::uuid, ${clock.machine()}) as taken`,
  )
  return taken
}
