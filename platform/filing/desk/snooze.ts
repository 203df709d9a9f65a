import { isFault } from '@jiamao/kernel/numbers'
import { readDate } from '@jiamao/kernel/time'
import type { Subject } from '../../identity/index.ts'
import { noteVisit, putOff } from '../../work/index.ts'
import type { Engine } from '../engine.ts'
import { notFound, snoozeTooLong } from '../problems.ts'
import type { Due } from './due.ts'
import { readDesk } from './read-desk.ts'

const own = ({ organisation }: Subject) => ({ enterprise: organisation, organisation, stance: 'owner' }) as const
// Nobody puts off what has no limit for longer than a fortnight; a list longer than this is worked off, not put off.
const [longest, most] = [14, 500]

/**
 * Puts a matter off to a day before its limit: it comes back on that day.
 *
 * @throws NOT_FOUND for a matter that is not on the desk, DESK_SNOOZE for a day that is not between tomorrow and its limit
 */
export async function snooze(
  engine: Engine,
  dues: readonly Due[],
  subject: Subject,
  key: string,
  until: string,
): Promise<void> {
  const desk = await readDesk(engine, dues, subject, { show: 'all', limit: most })
  const matter = desk.matters.find((one) => one.key === key)
  if (!matter) throw notFound()
  const last = matter.due ?? desk.days[longest - 1].day
  const day = readDate(until)
  if (isFault(day) || day <= desk.today || day >= last)
    throw snoozeTooLong({ until: until.slice(0, 10), today: desk.today, last })
  await engine.store.tx(own(subject), (tx) => putOff(tx, subject, key, day, engine.clock.machine()))
}

/** Takes a matter up again before its day. */
export const wake = (engine: Engine, subject: Subject, key: string): Promise<number> =>
  engine.store.tx(own(subject), (tx) => putOff(tx, subject, key, null, engine.clock.machine()))

/** Writes down that the person is at the desk now. */
export const visit = (engine: Engine, subject: Subject): Promise<number> =>
  engine.store.tx(own(subject), (tx) => noteVisit(tx, subject, engine.clock.machine()))
