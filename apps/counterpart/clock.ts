import { readFileSync } from 'node:fs'
import { type Clock, type ClockSetting, clockOf } from '@jiamao/kernel/clock'
import { isFault } from '@jiamao/kernel/numbers'
import { addDays, daysBetween, type LocalDate, type Moment, readMoment } from '@jiamao/kernel/time'

/** The instant of one step: by the machine, by the business clock, and the business day. */
export interface Now {
  readonly at: Moment
  readonly on: Moment
  readonly today: LocalDate
}

/**
 * The business clock that all parties of a demo share: a small JSON file with a `ClockSetting`, read anew at every
 * reading. No file is real time; a file that is just being written leaves the clock as it was.
 */
export function sharedClock(file: string): Clock {
  let last: ClockSetting = { mode: 'real' }
  return clockOf(() => {
    last = settingIn(file) ?? last
    return last
  })
}

export function nowOf(clock: Clock): Now {
  return { at: clock.machine(), on: clock.now(), today: clock.today() }
}

function settingIn(file: string): ClockSetting | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { mode: 'real' }
    throw error
  }
  return readSetting(text)
}

function readSetting(text: string): ClockSetting | undefined {
  let written: unknown
  try {
    written = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof written !== 'object' || written === null) return undefined
  const { mode, start, at, rate } = written as Record<string, unknown>
  if (mode === 'real') return { mode }
  if (mode !== 'set' || typeof start !== 'string' || typeof at !== 'string' || typeof rate !== 'number')
    return undefined
  const [from, shown] = [readMoment(start), readMoment(at)]
  return isFault(from) || isFault(shown) || !(rate >= 0) ? undefined : { mode, start: from, at: shown, rate }
}

const aMonday = '2024-01-01' as LocalDate
const isWorkday = (date: LocalDate) => ((daysBetween(aMonday, date) % 7) + 7) % 7 < 5

/** The n-th working day after `date`: Mondays to Fridays, holidays are not known here. */
export function workdaysAfter(date: LocalDate, n: number): LocalDate {
  let day = date
  for (let left = n; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkday(day)) left--
  }
  return day
}
