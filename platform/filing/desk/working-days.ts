import { addDays, type LocalDate } from '@jiamao/kernel/time'
import { type PolicyInForce, workingDaysUntil } from '../../policy/index.ts'

/** Which working day of its month a day is. */
export const workingDaysOfMonth = (calendar: Pick<PolicyInForce, 'isWorkingDay'>, day: LocalDate): number =>
  workingDaysUntil(calendar, addDays(`${day.slice(0, 7)}-01` as LocalDate, -1), day)
