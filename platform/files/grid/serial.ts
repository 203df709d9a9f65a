import { roundHalfAway } from '@jiamao/kernel/round'
import { addDays, type LocalDate } from '@jiamao/kernel/time'

const secondsOfDay = 86_400n
const lastSerial = 2_958_465 // 9999-12-31

/**
 * The day, or the day and time, that a serial number stands for: `43971` → `2020-05-20`, `43971.75` → `2020-05-20 18:00:00`.
 *
 * @param serial    decimal text
 * @param from1904  the book counts from 1 January 1904 (old Macintosh), not from 1900
 * @param withTime  the cell shows a time; without it the fraction of the day is not part of what the cell says
 * @returns undefined where no calendar has that day: below 1, the 29 February 1900 that Excel invents (serial 60), after 9999
 */
export function dayOfSerial(serial: string, from1904: boolean, withTime: boolean): string | undefined {
  const match = /^(\d{1,7})(?:\.(\d+))?$/.exec(serial)
  if (!match) return undefined
  let seconds = withTime ? secondsOf(match[2] ?? '0') : 0n
  let day = +match[1]
  if (seconds === secondsOfDay) {
    seconds = 0n
    day += 1
  }
  const date = from1904 ? dateFrom1904(day) : dateFrom1900(day)
  return date && seconds > 0n ? `${date} ${clockText(seconds)}` : date
}

const secondsOf = (fraction: string) => roundHalfAway(BigInt(fraction) * secondsOfDay, 10n ** BigInt(fraction.length))

const dateFrom1904 = (day: number) => (day + 1462 > lastSerial ? undefined : addDays('1904-01-01' as LocalDate, day))

function dateFrom1900(day: number): LocalDate | undefined {
  if (day < 1 || day === 60 || day > lastSerial) return undefined
  return addDays((day < 60 ? '1899-12-31' : '1899-12-30') as LocalDate, day)
}

function clockText(seconds: bigint): string {
  const two = (n: bigint) => n.toString().padStart(2, '0')
  return `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`
}
