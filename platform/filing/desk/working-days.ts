import { addDays, type LocalDate } from '@jiamao/kernel/time'
import type { PolicyInForce } from '../../policy/index.ts'

type Calendar = Pick<PolicyInForce, 'isWorkingDay'>

// A limit years away, or years past, is told to about a year: nobody counts further.
const most = 400

/** Working days after `from` up to `to` (R8.3); negative where `to` lies before `from`. */
export function workingDaysBetween(calendar: Calendar, from: LocalDate, to: LocalDate): number {
  if (to < from) return -workingDaysBetween(calendar, to, from)
  let n = 0
  let day = from
  for (let i = 0; i < most && day < to; i++) {
    day = addDays(day, 1)
    if (calendar.isWorkingDay(day)) n++
  }
  return n
}

/** Which working day of its month a day is. */
export const workingDaysOfMonth = (calendar: Calendar, day: LocalDate): number =>
  workingDaysBetween(calendar, addDays(`${day.slice(0, 7)}-01` as LocalDate, -1), day)
