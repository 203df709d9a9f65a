import type { Language } from '../words/words.ts'

const beijing = 'Asia/Shanghai'
const parts = (moment: string) =>
  Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: beijing,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
      .formatToParts(new Date(moment))
      .map(({ type, value }) => [type, value]),
  )
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A moment in Beijing time: 11-20 09:12:04, in English 20 Nov 09:12:04. */
export function clockTime(moment: string, language: Language): string {
  const { month, day, hour, minute, second } = parts(moment)
  const date = language === 'zh' ? `${month}-${day}` : `${Number(day)} ${months[Number(month) - 1]}`
  return `${date} ${hour}:${minute}:${second}`
}

/** A day: 2026-11-23, in English 23 Nov 2026. */
export function dayOf(day: string, language: Language): string {
  const [year, month, date] = day.slice(0, 10).split('-')
  return language === 'zh' ? `${year}-${month}-${date}` : `${Number(date)} ${months[Number(month) - 1]} ${year}`
}

const weekdays = { zh: '日一二三四五六', en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] } as const
/** The day of the week, in one character or three. */
export const weekdayOf = (day: string, language: Language): string =>
  weekdays[language][new Date(`${day}T00:00:00Z`).getUTCDay()]

/** A day in a list: 11-23 周一, in English Mon 23 Nov. */
export function shortDay(day: string, language: Language): string {
  const [, month, date] = day.split('-')
  const weekday = weekdayOf(day, language)
  return language === 'zh' ? `${month}-${date} 周${weekday}` : `${weekday} ${Number(date)} ${months[Number(month) - 1]}`
}

/** A limit: the day at whose end it is over, in Beijing: 01-09 周四 24:00, in English Thu 9 Jan, 24:00. */
export function limitTime(moment: string, language: Language): string {
  const { year, month, day } = parts(moment)
  return `${shortDay(`${year}-${month}-${day}`, language)}${language === 'zh' ? '' : ','} 24:00`
}

/** How long between two moments, in words. */
export function between(from: string, to: string, language: Language): string {
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1e3))
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3_600) % 24,
    Math.floor(seconds / 60) % 60,
  ]
  const units: [number, string, string][] = [
    [days, '天', 'd'],
    [hours, '小时', 'h'],
    [minutes, '分', 'min'],
    [seconds % 60, '秒', 's'],
  ]
  const first = units.findIndex(([count]) => count > 0)
  const shown = first < 0 ? units.slice(-1) : units.slice(first, first + 2).filter(([count]) => count > 0)
  return shown.map(([count, zh, en]) => `${count} ${language === 'zh' ? zh : en}`).join(' ')
}

/** A decimal text with its thousands marked; a true minus. Nothing is rounded: the digits are the server's. */
export function grouped(decimal: string): string {
  const [, sign, whole, rest] = /^(-?)(\d+)(.*)$/.exec(decimal) ?? []
  if (whole === undefined) return decimal
  return `${sign === '-' ? '−' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${rest}`
}

/** A size of a file: 48,216 B, 1.2 MB. */
export function bytesOf(bytes: number): string {
  if (bytes < 100_000) return `${grouped(String(bytes))} B`
  return `${(bytes / 1_048_576).toFixed(1)} MB`
}
