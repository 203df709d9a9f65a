import { isFault } from './numbers.ts'
import { dateOf, type LocalDate, type Moment, momentOf, msOf, readDate, readMoment, startOf } from './time.ts'

/** What all code asks for the time. Business time may be moved (demo, rehearsal); machine time never. */
export interface Clock {
  /** Business time: filing dates, validity, receipts. */
  now(): Moment
  /** The business day in Beijing. */
  today(): LocalDate
  /** The machine's own time: leases, audit, log. */
  machine(): Moment
}

/** Business time as set: real, or begun at `start` when the machine showed `at`, running `rate` times as fast (0 stands still). */
export type ClockSetting =
  | { readonly mode: 'real' }
  | { readonly mode: 'set'; readonly start: Moment; readonly at: Moment; readonly rate: number }

/** Business time by `setting` when the machine clock shows `ms`. */
export function businessTime(setting: ClockSetting, ms: number): Moment {
  if (setting.mode === 'real') return momentOf(ms)
  return momentOf(Math.trunc(msOf(setting.start) + (ms - msOf(setting.at)) * setting.rate))
}

/** A clock that asks `setting` at every reading, so that a moved clock is seen at once. */
export function clockOf(setting: () => ClockSetting, machineMs: () => number = Date.now): Clock {
  const now = () => businessTime(setting(), machineMs())
  return { now, today: () => dateOf(now()), machine: () => momentOf(machineMs()) }
}

/** Reads `JIAMAO_CLOCK`: `real`, or `START[@RATE]` with a day or a moment; undefined where the text is neither. */
export function readClockSetting(text: string, at: Moment): ClockSetting | undefined {
  if (text === 'real') return { mode: 'real' }
  const match = /^([^@]+)(?:@(\d{1,5}(?:\.\d{1,5})?))?$/.exec(text)
  if (!match) return undefined
  const date = readDate(match[1])
  const start = isFault(date) ? readMoment(match[1]) : startOf(date)
  return isFault(start) ? undefined : { mode: 'set', start, at, rate: Number(match[2] ?? '1') }
}
