import { readTable } from '@jiamao/data'
import { addDays, daysBetween, type LocalDate, parseDate } from '@jiamao/kernel/time'

/** The year that is lived: its tariff is the one that the project carries. */
export const first = parseDate('2020-01-02')
export const last = parseDate('2020-12-31')

const aMonday = parseDate('2020-01-06')
/** 0 for Monday. */
const weekdayOf = (day: LocalDate) => (daysBetween(aMonday, day) + 700) % 7
const isWeekday = (day: LocalDate) => weekdayOf(day) < 5

// Factories close for the Spring Festival longer than offices do.
const closed = { from: parseDate('2020-01-20'), to: parseDate('2020-02-07') }

/** Days on which factories work, by the State Council's calendar of 2020. */
export function workingDays(): readonly LocalDate[] {
  const works = new Map(readTable('policy/edition-1/calendar').map(({ day, works }) => [day, works === 'yes']))
  const days = Array.from({ length: daysBetween(first, last) + 1 }, (_, i) => addDays(first, i))
  return days.filter((day) => (works.get(day) ?? isWeekday(day)) && (day < closed.from || day > closed.to))
}

/** Lorries to and from Hong Kong's harbours go on Mondays, Wednesdays and Fridays: so the lists of many fall on one day. */
export const hasLorry = (day: LocalDate): boolean => [0, 2, 4].includes(weekdayOf(day))

/** The n-th Monday to Friday after a day: as the stand-in of customs counts, who knows no holidays. */
export function weekdaysAfter(day: LocalDate, n: number): LocalDate {
  let found = day
  for (let left = n; left > 0; ) {
    found = addDays(found, 1)
    if (isWeekday(found)) left--
  }
  return found
}
