import type { Archive } from '../receive/archive.ts'
import { hundredfold } from './decimal.ts'
import { dayOfSerial } from './serial.ts'
import { attributeOf, readXml } from './xml.ts'

/** What a number cell of one style shows, where that is not the number itself. */
export type Shown = (figure: string) => { readonly text: string; readonly kind: 'date' | 'number' } | undefined

// Formats without a code of their own; 27–36 and 50–58 are those of Chinese, Japanese and Korean Excel.
const builtInDates = [14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]
const longestFormat = 255

/**
 * Reads the styles part: for each cell style by its number, how its numbers are shown. Only three ways matter, since they
 * change what was meant: dates, percent (0.03 is typed and shown as 3%) and leading zeros (`0000000000` of an HS code).
 *
 * @returns an entry per style; undefined where the number is shown as it is
 */
export async function readStyles(archive: Archive, part: string, from1904: boolean): Promise<(Shown | undefined)[]> {
  const formats = new Map<string, string>()
  const ids: string[] = []
  let inCells = false
  await readXml(part, archive.bytes(part), {
    open(name, attributes) {
      if (name === 'numFmt')
        formats.set(attributeOf(attributes, 'numFmtId') ?? '', attributeOf(attributes, 'formatCode') ?? '')
      if (name === 'cellXfs') inCells = true
      if (name === 'xf' && inCells) ids.push(attributeOf(attributes, 'numFmtId') ?? '0')
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return ids.map((id) => shownBy(id, formats.get(id), from1904))
}

function shownBy(id: string, code: string | undefined, from1904: boolean): Shown | undefined {
  if (code !== undefined) return shownByCode(code.slice(0, longestFormat), from1904)
  if (id === '9' || id === '10') return percent
  if (id === '22') return date(from1904, true)
  return builtInDates.includes(+id) ? date(from1904, false) : undefined
}

/** By a format code, such as `yyyy"年"m"月"d"日"` or `[$-804]0.00%`; its first section is the one for figures from 0 up. */
function shownByCode(code: string, from1904: boolean): Shown | undefined {
  const bare = code.replace(/"[^"]*"|\\.|[_*]./g, '').split(';')[0]
  if (/\[[hms]+\]/i.test(bare)) return undefined // hours, minutes or seconds gone by: no day
  const letters = bare.replace(/\[[^\]]*\]/g, '')
  if (/^0{2,}$/.test(letters)) return padded(letters.length)
  if (letters.includes('%')) return percent
  const time = /[hs]/i.test(letters)
  // `m` is the month only without hours or seconds beside it. Era formats (`e`) have months and days as well.
  return /[yd]/i.test(letters) || (/m/i.test(letters) && !time) ? date(from1904, time) : undefined
}

const percent: Shown = (figure) => ({ text: `${hundredfold(figure)}%`, kind: 'number' })

const padded =
  (width: number): Shown =>
  (figure) =>
    /^\d+$/.test(figure) ? { text: figure.padStart(width, '0'), kind: 'number' } : undefined

function date(from1904: boolean, withTime: boolean): Shown {
  return (figure) => {
    const text = dayOfSerial(figure, from1904, withTime)
    return text === undefined ? undefined : { text, kind: 'date' }
  }
}
