import { createHash } from 'node:crypto'
import { defineProblem, type ProblemItem } from '@jiamao/kernel/problem'
import { quoted } from '@jiamao/kernel/words'
import type { TSchema } from 'typebox'
import { comparable } from '../book/headers.ts'
import { type Layout, partsOf, type SheetField, type SheetPart } from '../book/layout.ts'
import { columnName } from '../grid/cell.ts'
import { type Header, headerIn, headerOf } from './header.ts'
import type { Outline, SheetOutline } from './outline.ts'

/** Which column of a sheet is which field. */
interface ColumnMapping {
  /** From 0. */
  readonly column: number
  /** Pointer of the field within a line. */
  readonly field: string
  /** An empty cell means what stands above it: cells merged downwards. */
  readonly down?: boolean
}

/** How one sheet of a firm's own is read (列对应). */
export interface SheetMapping {
  readonly sheet: string
  /** The part of the content that it is; null where it is not read. */
  readonly part: string | null
  /** Number of the last row of its header. */
  readonly header: number
  readonly columns: readonly ColumnMapping[]
}
export type Mapping = readonly SheetMapping[]

/** A mapping of a sheet as it is remembered: the header may stand some rows lower next time. */
export interface KeptMapping {
  readonly fingerprint: string
  readonly part: string | null
  /** Rows from where the header is found to where the person said that it is. */
  readonly shift: number
  readonly columns: readonly ColumnMapping[]
}

/** The parts that a sheet of lines may be. */
export const tablesOf = (schema: TSchema, layout: Layout): SheetPart[] =>
  partsOf(schema, layout).filter(({ form }) => form === 'table')

/** What a firm can say of a line: what customs' officers give is not for its sheets. */
export const mappable = ({ fields }: SheetPart): SheetField[] => fields.filter(({ meta }) => meta.source !== 'o')

/**
 * What an own sheet must bring for its lines to mean something; of each group one is enough. Everything else that is
 * missing is filled in by the platform, or asked for in the draft.
 */
export const neededOf = (part: SheetPart): string[][] =>
  part.needs?.map((names) => [names].flat().map((name) => `/${name}`)) ??
  mappable(part).flatMap(({ required, meta, pointer }) => (required && (meta.source ?? 'e') === 'e' ? [[pointer]] : []))

/** What makes a layout the same layout: the name of the sheet without its month, and all headings in their order. */
function fingerprintOf(sheet: SheetOutline, header: Header | undefined): string {
  const name = comparable(sheet.name).replace(/\d+/g, '')
  const titles = (header?.titles ?? sheet.rows[0]?.texts ?? []).map(comparable)
  return createHash('sha256')
    .update(JSON.stringify([name, titles]))
    .digest('hex')
}

/** The fingerprints of all sheets, by name. */
export const fingerprintsOf = (outline: Outline, parts: readonly SheetPart[]): ReadonlyMap<string, string> =>
  new Map(outline.map((sheet) => [sheet.name, fingerprintOf(sheet, headerOf(sheet, parts))]))

/** A mapping as it is to be remembered, sheet by sheet. */
export const keptOf = (mapping: Mapping, outline: Outline, parts: readonly SheetPart[]): KeptMapping[] =>
  outline.flatMap((sheet) => {
    const found = mapping.find((one) => one.sheet === sheet.name)
    if (!found) return []
    const header = headerOf(sheet, parts)
    const { part, columns } = found
    return [{ fingerprint: fingerprintOf(sheet, header), part, columns, shift: found.header - (header?.row ?? 0) }]
  })

/** The mapping that is remembered for the sheets of a workbook; undefined unless every sheet that is read is known. */
export function rememberedFor(
  outline: Outline,
  kept: readonly KeptMapping[],
  parts: readonly SheetPart[],
): Mapping | undefined {
  const known = new Map(kept.map((one) => [one.fingerprint, one]))
  const mapping = outline.flatMap((sheet): SheetMapping[] => {
    const header = headerOf(sheet, parts)
    const found = known.get(fingerprintOf(sheet, header))
    if (!found) return []
    const { part, shift, columns } = found
    return [{ sheet: sheet.name, part, header: (header?.row ?? 0) + shift, columns }]
  })
  const isWhole = mapping.length === outline.length && mapping.some(({ part }) => part !== null)
  return isWhole && faultsOfMapping(mapping, outline, parts).length === 0 ? mapping : undefined
}

const partTwice = defineProblem({
  code: 'MAPPING_PART_TWICE',
  status: 422,
  zh: {
    title: '内容重复',
    detail: '工作表“{sheet}”和“{first}”都选成了“{part}”。',
    remedy: '其中一个改选别的内容，或选“不读取”。',
  },
  en: {
    title: 'One part twice',
    detail: 'Sheets "{sheet}" and "{first}" are both given as {partEn}.',
    remedy: 'Choose another part for one of them, or do not read it.',
  },
})
const fieldTwice = defineProblem({
  code: 'MAPPING_FIELD_TWICE',
  status: 422,
  zh: {
    title: '一项对应两列',
    detail: '工作表“{sheet}”的 {first} 列和 {column} 列都对应“{field}”。',
    remedy: '只留一列，另一列改选别的项，或选“不读取”。',
  },
  en: {
    title: 'One field in two columns',
    detail: 'Sheet "{sheet}": columns {first} and {column} both mean "{fieldEn}".',
    remedy: 'Keep one; give the other another meaning, or do not read it.',
  },
})
const fieldMissing = defineProblem({
  code: 'MAPPING_FIELD_MISSING',
  status: 422,
  zh: {
    title: '缺少必需的列',
    detail: '工作表“{sheet}”没有一列对应“{field}”，没有它，{part}的行无从读起。',
    remedy: '指出哪一列是“{field}”；表中没有的，先在 Excel 里补上。',
  },
  en: {
    title: 'A column is needed',
    detail: 'No column of sheet "{sheet}" means "{fieldEn}"; without it lines of {partEn} mean nothing.',
    remedy: 'Say which column is "{fieldEn}"; if there is none, add it in Excel first.',
  },
})
const nothingRead = defineProblem({
  code: 'MAPPING_NOTHING',
  status: 422,
  zh: { title: '没有要读的内容', detail: '没有一个工作表选了内容。', remedy: '至少为一个工作表选料件、成品等内容。' },
  en: {
    title: 'Nothing to read',
    detail: 'No sheet is given as a part of the filing.',
    remedy: 'Say of at least one sheet what it holds.',
  },
})
const unknown = defineProblem({
  code: 'MAPPING_UNKNOWN',
  status: 422,
  zh: { title: '对应的内容不存在', detail: '“{name}”不在这份工作簿或申报内容中。', remedy: '重新打开这一页再选。' },
  en: {
    title: 'No such sheet, row or field',
    detail: '"{name}" is not in this workbook, or not in the filing.',
    remedy: 'Open the page again and choose anew.',
  },
})

/** All that is wrong with a mapping, by sheet; none of it reads a row. */
export function faultsOfMapping(
  mapping: Mapping,
  outline: Outline,
  parts: readonly SheetPart[],
): (ProblemItem & { readonly sheet?: string })[] {
  const found: (ProblemItem & { readonly sheet?: string })[] = []
  const firstOf = new Map<string, string>()
  for (const [at, { sheet, part: name, header, columns }] of mapping.entries()) {
    if (name === null) continue
    const add = (make: typeof unknown, values: Record<string, string>, pointer = '') =>
      found.push({ ...make(values, { pointer: `/${at}${pointer}` }).item(), sheet })
    const part = parts.find((one) => one.part === name)
    const place = outline.find((one) => one.name === sheet)
    if (!part || !place || !headerIn(place, header)) {
      add(unknown, { name: quoted(part ? `${sheet} ${header}` : name) })
      continue
    }
    const first = firstOf.get(name)
    if (first !== undefined) {
      add(partTwice, { sheet: quoted(sheet), first: quoted(first), part: part.words.zh, partEn: part.words.en })
    } else firstOf.set(name, sheet)
    faultsOfColumns(part, sheet, columns, add)
  }
  if (firstOf.size === 0 && found.length === 0) found.push(nothingRead({}).item())
  return found
}

function faultsOfColumns(
  part: SheetPart,
  sheet: string,
  columns: readonly ColumnMapping[],
  add: (make: typeof unknown, values: Record<string, string>, pointer?: string) => void,
): void {
  const fields = new Map(mappable(part).map((field) => [field.pointer, field]))
  const columnOf = new Map<string, number>()
  for (const { column, field: pointer } of columns) {
    const field = fields.get(pointer)
    const first = columnOf.get(pointer)
    if (!field) add(unknown, { name: quoted(pointer) }, `/columns/${column}`)
    else if (first !== undefined) {
      const words = { field: field.meta.zh, fieldEn: field.meta.en }
      add(
        fieldTwice,
        { sheet: quoted(sheet), first: columnName(first), column: columnName(column), ...words },
        `/columns/${column}`,
      )
    } else columnOf.set(pointer, column)
  }
  for (const group of neededOf(part)) {
    if (group.some((pointer) => columnOf.has(pointer))) continue
    const names = group.flatMap((pointer) => fields.get(pointer)?.meta ?? [])
    const words = { field: names.map(({ zh }) => zh).join('或'), fieldEn: names.map(({ en }) => en).join(' or ') }
    add(fieldMissing, { sheet: quoted(sheet), part: part.words.zh, partEn: part.words.en, ...words })
  }
}
