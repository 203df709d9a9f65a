import type { Archive } from '../receive/archive.ts'
import { readXml } from './xml.ts'

/**
 * Reads the shared strings. Runs of rich text are joined; phonetic readings (`rPh`) are not part of the text.
 *
 * @returns the strings in order, escapes resolved
 */
export async function readStrings(archive: Archive, part: string): Promise<string[]> {
  const strings: string[] = []
  let text = ''
  let reading = false
  let phonetic = false
  await readXml(part, archive.bytes(part), {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') phonetic = true
      else if (name === 't') reading = !phonetic
    },
    text(run) {
      if (reading) text += run
    },
    close(name) {
      if (name === 't') reading = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si') strings.push(unescaped(text))
    },
  })
  return strings
}

/** Resolves the format's own escapes: `_x000D_` is a carriage return, `_x005F_` the underscore of a text that looks like one. */
export const unescaped = (text: string): string =>
  text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))) : text
