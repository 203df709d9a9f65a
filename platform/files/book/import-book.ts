import type { ProblemItem } from '@jiamao/kernel/problem'
import type { TSchema } from 'typebox'
import type { Grid, Sheet } from '../grid/grid.ts'
import type { Mapping } from '../own/mapping.ts'
import { readMapped } from '../own/read-mapped.ts'
import { type Finding, Findings, type SheetPlace } from './findings.ts'
import { comparable } from './headers.ts'
import { type CodeNames, codeSheet, findingSheet, type Layout, partsOf, type SheetPart } from './layout.ts'
import { readPairs } from './pairs.ts'
import type { Reading } from './part-reader.ts'
import { type PartPlace, placeOf } from './places.ts'
import * as remarks from './remarks.ts'
import { readTable } from './table.ts'
import { type UnknownWord, UnknownWords } from './unknown-words.ts'

/** What a workbook held. */
export interface Imported {
  /** Wire JSON for a draft, faults and all; parts without a sheet are missing. */
  readonly wire: Record<string, unknown>
  readonly findings: readonly Finding[]
  /** Words in the place of codes that no list knows. */
  readonly words: readonly UnknownWord[]
  /** Sheet and cell of a JSON pointer into `wire`, also of values that are missing. */
  cellOf(pointer: string): SheetPlace | undefined
  /**
   * Later findings, such as the faults of `shape`, with sheet and cell. Left out is what the import has told of already:
   * a cell that was not understood, and what is missing because its column or sheet is.
   */
  place(items: readonly ProblemItem[]): Finding[]
}

/**
 * Reads a workbook (导入) into the wire form of a content. Sheets, columns and labels are found by their names, values are
 * written alike and codes taken from names; each change is told, nothing is guessed, and no formula is evaluated (S8.5).
 *
 * What a cell holds beyond the shape of its text (decimals, ranges, repeated keys) is for `shape`.
 *
 * @param grid is not closed here
 * @param mapping where the sheets are a firm's own: which is which part, and which column which field
 * @throws the refusals of reading the grid; Error where the layout does not fit the schema
 */
export async function importBook(
  schema: TSchema,
  layout: Layout,
  grid: Grid,
  names: CodeNames,
  mapping?: Mapping,
): Promise<Imported> {
  const reading: Reading = { findings: new Findings(), names, words: new UnknownWords() }
  const parts = partsOf(schema, layout)
  const places = new Map<string, PartPlace>()
  const wire: Record<string, unknown> = {}
  const found = mapping ? await mappedSheets(parts, grid, mapping, reading) : await sheetsOf(parts, grid, reading)
  for (const [part, sheet] of found) {
    const own = mapping?.find((one) => one.sheet === sheet.name && one.part === part.part)
    const read = own
      ? await readMapped(sheet, part, own, reading)
      : await (part.form === 'pairs' ? readPairs : readTable)(sheet, part, reading)
    if (!read) continue
    // An optional part whose sheet was left blank is not there; else its fields would be missed one by one.
    if (part.required || !isBlank(read.body)) wire[part.part] = read.body
    places.set(part.part, read.place)
  }
  const findings = reading.findings.all()
  return {
    wire,
    findings,
    words: reading.words.all(),
    cellOf(pointer) {
      const place = placeOf(places, pointer)
      return place && { sheet: place.sheet, ...(place.cell === undefined ? {} : { cell: place.cell }) }
    },
    place: (items) => {
      const told = mapping && new Set<string>()
      return items.flatMap((item) => placed(item, places, parts, reading.findings, told))
    },
  }
}

const isBlank = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).every(isBlank)

/** Which sheet holds which part. Tells of sheets that are missing, stand twice, or belong to nothing. */
async function sheetsOf(
  parts: readonly SheetPart[],
  grid: Grid,
  { findings }: Reading,
): Promise<Map<SheetPart, Sheet>> {
  const found = new Map<SheetPart, Sheet>()
  const named = (sheet: Sheet) =>
    parts.find((part) => part.sheet.some((name) => comparable(name) === comparable(sheet.name)))
  // A book of one sheet for a content of one part is that part, whatever the sheet is called.
  const only = parts.length === 1 && grid.sheets.length === 1 ? parts[0] : undefined
  const names = parts.map((part) => part.sheet[0]).join('、')
  for (const sheet of grid.sheets) {
    const part = named(sheet) ?? only
    const first = part && found.get(part)
    if (part && !first) found.set(part, sheet)
    else if (first) {
      findings.add('fault', remarks.sheetRepeated, { sheet: sheet.name }, { sheet: sheet.name, first: first.name })
    } else if (![codeSheet, findingSheet].includes(sheet.name) && (await holdsRows(sheet))) {
      findings.add('notice', remarks.sheetUnknown, { sheet: sheet.name }, { sheet: sheet.name, names })
    }
  }
  for (const part of parts) {
    if (found.has(part)) continue
    const [sheet] = part.sheet
    const values = { sheet, part: part.words.zh, partEn: part.words.en, names: part.sheet.join('、') }
    findings.add(part.required ? 'fault' : 'notice', remarks.sheetMissing, { sheet, pointer: `/${part.part}` }, values)
  }
  return found
}

/** The sheets of a firm's own workbook by what they were said to be; sheets with labels are still found by their names. */
async function mappedSheets(
  parts: readonly SheetPart[],
  grid: Grid,
  mapping: Mapping,
  { findings }: Reading,
): Promise<Map<SheetPart, Sheet>> {
  const found = new Map<SheetPart, Sheet>()
  for (const sheet of grid.sheets) {
    const own = mapping.find((one) => one.sheet === sheet.name)
    const part =
      own?.part == null
        ? parts.find(({ form, sheet: all }) => form === 'pairs' && all.map(comparable).includes(comparable(sheet.name)))
        : parts.find((one) => one.part === own.part)
    if (part && !found.has(part)) found.set(part, sheet)
    else if (own && own.part === null && (await holdsRows(sheet))) {
      findings.add('notice', remarks.sheetLeftOut, { sheet: sheet.name }, { sheet: sheet.name })
    }
  }
  return found
}

async function holdsRows(sheet: Sheet): Promise<boolean> {
  for await (const _ of sheet.rows()) return true
  return false
}

function placed(
  item: ProblemItem,
  places: ReadonlyMap<string, PartPlace>,
  parts: readonly SheetPart[],
  findings: Findings,
  // Of an own sheet: what no column brings is told once for all lines, here, when the platform has filled in what it holds.
  missing: Set<string> | undefined,
): Finding[] {
  const pointer = item.pointer ?? ''
  if (findings.faultyAt(pointer)) return []
  const place = placeOf(places, pointer)
  if (item.code === 'SHAPE_REQUIRED') {
    if (missing) {
      const everywhere = pointer.replace(/^(\/[^/]+)\/\d+/, '$1')
      if (place && !place.own && missing.has(everywhere)) return []
      missing.add(everywhere)
    } else {
      const told = place ? !place.own : parts.some(({ part }) => pointer === `/${part}`)
      if (told) return []
    }
  }
  const { sheet, cell } = place ?? {}
  return [
    { ...item, weight: 'fault', ...(sheet === undefined ? {} : { sheet }), ...(cell === undefined ? {} : { cell }) },
  ]
}
