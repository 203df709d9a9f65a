import { addDays, type LocalDate } from '@jiamao/kernel/time'
import type { PolicyInForce } from './in-force.ts'

/**
 * The last day of a limit of `days` working days after `from` (R8.3): the first working day after arrival is day 1,
 * the limit ends at 24:00 of the day returned. No days: the day itself.
 */
export function afterWorkingDays(
  policy: Pick<PolicyInForce, 'isWorkingDay'>,
  from: LocalDate,
  days: number,
): LocalDate {
  let day = from
  for (let left = days; left > 0; ) {
    day = addDays(day, 1)
    if (policy.isWorkingDay(day)) left--
  }
  return day
}

/** Working days after `from` up to and with `to`: what has gone of a limit (R8.3). 0 where `to` is not later. */
export function workingDaysBetween(
  policy: Pick<PolicyInForce, 'isWorkingDay'>,
  from: LocalDate,
  to: LocalDate,
): number {
  let days = 0
  for (let day = addDays(from, 1); day <= to && days < mostDays; day = addDays(day, 1)) {
    if (policy.isWorkingDay(day)) days++
  }
  return days
}

// What lies longer than a year is simply late; nobody counts the days.
const mostDays = 250
