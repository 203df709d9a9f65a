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
