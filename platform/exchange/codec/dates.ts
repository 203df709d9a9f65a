import type { Fault } from '@jiamao/kernel/numbers'
import { type LocalDate, type Moment, readDate, readMoment } from '@jiamao/kernel/time'

const forms = [
  /^(\d{4})-(\d\d)-(\d\d)[T ]([01]\d|2[0-3]):(\d\d):(\d\d)$/,
  /^(\d{4})(\d\d)(\d\d)([01]\d|2[0-3])(\d\d)(\d\d)$/,
]

/** Reads a time of customs: with a space, with a T, or 14 digits; they bear no offset and are Beijing's. */
function readWireMoment(text: string): Moment | Fault {
  const [, year, month, day, hour, minute, second] = forms[0].exec(text) ?? forms[1].exec(text) ?? []
  return readMoment(year === undefined ? text : `${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`)
}

const withT = (moment: Moment): string => moment.slice(0, 19)

/** A day as the enterprise side writes it, `20261123`; `.read` takes both sides' forms. */
export const wireDate = Object.assign((date: LocalDate): string => date.replaceAll('-', ''), { read: readDate })

/**
 * A moment as customs writes it, `2026-11-23 14:05:09`, in Beijing, whole seconds; `.withT` as envelopes and declarations
 * do, `2026-11-23T14:05:09`; `.read` takes all forms seen.
 */
export const wireMoment = Object.assign((moment: Moment): string => withT(moment).replace('T', ' '), {
  withT,
  read: readWireMoment,
})
