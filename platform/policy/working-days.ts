import { addDays, daysBetween, type LocalDate } from '@jiamao/kernel/time'
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

// A limit that is further away than this is not counted out day by day.
const mostDays = 400

/** Working days from a day until another: 0 on the day itself, negative where it is over. */
export function workingDaysUntil(policy: Pick<PolicyInForce, 'isWorkingDay'>, from: LocalDate, to: LocalDate): number {
  const [first, last, sign] = from <= to ? [from, to, 1] : [to, from, -1]
  let count = 0
  for (let day = 1; day <= Math.min(daysBetween(first, last), mostDays); day++)
    if (policy.isWorkingDay(addDays(first, day))) count++
  return sign * count
}
