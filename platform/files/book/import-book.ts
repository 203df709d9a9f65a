import type { ProblemItem } from '@jiamao/kernel/problem'
import type { TSchema } from 'typebox'
import type { Grid, Sheet } from '../grid/grid.ts'
import { type Finding, Findings, type SheetPlace } from './findings.ts'
import { comparable } from './headers.ts'
import { type CodeNames, codeSheet, findingSheet, type Layout, partsOf, type SheetPart } from './layout.ts'
import { readPairs } from './pairs.ts'
import type { Reading } from './part-reader.ts'
import { type PartPlace, placeOf } from './places.ts'
import * as remarks from './remarks.ts'
import { readTable } from './table.ts'

/** What a workbook held. */
export interface Imported {
  /** Wire JSON for a draft, faults and all; parts without a sheet are missing. */
  readonly wire: Record<string, unknown>
  readonly findings: readonly Finding[]
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
 * @throws the refusals of reading the grid; Error where the layout does not fit the schema
 */
export async function importBook(schema: TSchema, layout: Layout, grid: Grid, names: CodeNames): Promise<Imported> {
  const reading: Reading = { findings: new Findings(), names }
  const parts = partsOf(schema, layout)
  const places = new Map<string, PartPlace>()
  const wire: Record<string, unknown> = {}
  for (const [part, sheet] of await sheetsOf(parts, grid, reading)) {
    const read = await (part.form === 'pairs' ? readPairs : readTable)(sheet, part, reading)
    if (!read) continue
    // An optional part whose sheet was left blank is not there; else its fields would be missed one by one.
    if (part.required || !isBlank(read.body)) wire[part.part] = read.body
    places.set(part.part, read.place)
  }
  const findings = reading.findings.all()
  return {
    wire,
    findings,
    cellOf(pointer) {
      const place = placeOf(places, pointer)
      return place && { sheet: place.sheet, ...(place.cell === undefined ? {} : { cell: place.cell }) }
    },
    place: (items) => items.flatMap((item) => placed(item, places, parts, reading.findings)),
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

async function holdsRows(sheet: Sheet): Promise<boolean> {
  for await (const _ of sheet.rows()) return true
  return false
}

function placed(
  item: ProblemItem,
  places: ReadonlyMap<string, PartPlace>,
  parts: readonly SheetPart[],
  findings: Findings,
): Finding[] {
  const pointer = item.pointer ?? ''
  if (findings.faultyAt(pointer)) return []
  const place = placeOf(places, pointer)
  if (item.code === 'SHAPE_REQUIRED') {
    const told = place ? !place.own : parts.some(({ part }) => pointer === `/${part}`)
    if (told) return []
  }
  const { sheet, cell } = place ?? {}
  return [
    { ...item, weight: 'fault', ...(sheet === undefined ? {} : { sheet }), ...(cell === undefined ? {} : { cell }) },
  ]
}
