/** What the platform adds to a declaration of consumption: a row needs two parts, net use and losses. */
import { bookNumbers } from '@jiamao/kernel/ids'
import { isFault } from '@jiamao/kernel/numbers'
import { addDays, type LocalDate, readDate } from '@jiamao/kernel/time'
import type { Prefill, Touched } from '@jiamao/platform/filing/define'
import {
  everyBook,
  type ItemRow,
  items,
  linesOfNamedBook,
  namedBook,
  parts,
  relations,
  relationsOn,
} from '../goods/index.ts'
import { textIn } from '../wire.ts'
import type { Declaration, DeclarationWire } from './content.ts'
import { versionRows, versions } from './facts.ts'
import type { VersionRow } from './register.ts'

type Line = Partial<DeclarationWire['consumption'][number]>
type EndLine = Partial<NonNullable<DeclarationWire['endings']>[number]>

const facts = { items, parts, relations, namedBook, linesOfNamedBook, versions, versionRows }

/** The book that a declaration names: filed on it, it waits its turn with what moves the book. */
export const touches = (wire: Partial<DeclarationWire>): Touched | undefined => {
  const book = bookNumbers.read(textIn(wire.head?.book))
  return !isFault(book) ? { book, side: 'E', seqs: [] } : undefined
}

export const prefill: Prefill<typeof Declaration, typeof facts> = {
  facts,
  fill: ({ wire, facts: known, on }) => {
    const book = wire.head?.book || undefined
    const numbers = numbersOf(known.linesOfNamedBook)
    const itemOf = itemsByPart(known.relations, known.items, { on, book })
    const held = new Map(
      known.versions.flatMap((row) =>
        row.book === (book ?? everyBook) ? [[nameOf(row.product, row.version), row]] : [],
      ),
    )
    const named = linesIn<Line>(wire.consumption, (line) => numbers(line))
    const first = firstOfVersion(named)
    const consumption = named.map((line, i) =>
      isLine(line) ? rowOf(line as Line, i, { first, held, itemOf, on }) : line,
    )
    const head = {
      ...withoutMissing({ declarationStage: known.namedBook[0]?.declarationStage, form: formOf(named) }),
      chosenBy: 'date' as const,
      ...withoutMissing(wire.head ?? {}),
    }
    const given = linesIn<EndLine>(wire.endings, (line) => numbers(line))
    const endings = [
      ...given,
      ...(head.chosenBy === 'date'
        ? endedBy(consumption.filter(isLine), given.filter(isLine), [...held.values()])
        : []),
    ]
    return {
      ...wire,
      head,
      ...(Array.isArray(wire.consumption) ? { consumption } : {}),
      ...(endings.length > 0 ? { endings } : {}),
    } as Partial<DeclarationWire>
  },
}

const isLine = (line: unknown): line is Line & EndLine =>
  typeof line === 'object' && line !== null && !Array.isArray(line)

/** The lines of a list, completed; what is no line stays for the shape to tell of it. */
const linesIn = <L extends object>(list: unknown, complete: (line: L) => L): unknown[] =>
  Array.isArray(list) ? list.map((line: unknown) => (isLine(line) ? complete(withoutMissing(line) as L) : line)) : []

const withoutMissing = <T extends object>(from: T): T =>
  Object.fromEntries(
    Object.entries(from).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as T

const nameOf = (product: unknown, version: unknown) => JSON.stringify([product, version])

interface BookLine {
  readonly side: 'I' | 'E'
  readonly seq: number
  readonly part: string
}

/** Parts by their numbers in the book that is named, and numbers by parts. */
function numbersOf(lines: readonly BookLine[]) {
  const parts = new Map(lines.map(({ side, seq, part }) => [`${side}${seq}`, part]))
  const seqs = new Map(lines.map(({ side, seq, part }) => [`${side} ${part}`, seq]))
  return <L extends Line>(line: L): L => {
    const product = line.productPart ?? parts.get(`E${line.productSeq}`)
    const material = line.materialPart ?? parts.get(`I${line.materialSeq}`)
    return withoutMissing({
      ...line,
      productPart: product,
      productSeq: line.productSeq ?? seqs.get(`E ${product}`),
      materialPart: material,
      materialSeq: line.materialSeq ?? seqs.get(`I ${material}`),
    })
  }
}

/** The item that each part is merged into on a day. */
export function itemsByPart(
  known: Parameters<typeof relationsOn>[0],
  itemRows: readonly ItemRow[],
  asked: { readonly on: LocalDate; readonly book?: string },
) {
  const holds = relationsOn(known, asked)
  const rows = new Map(itemRows.map((row) => [`${row.kind} ${row.item}`, row]))
  return (part: unknown): ItemRow | undefined => {
    const relation = holds.get(String(part)) as { kind: string; item: number } | undefined
    return relation && rows.get(`${relation.kind} ${relation.item}`)
  }
}

/** What rows say of their version, by the first row that says it. */
function firstOfVersion(lines: readonly unknown[]) {
  const found = new Map<string, Line>()
  for (const line of lines.filter(isLine)) {
    const name = nameOf(line.productPart, line.version ?? '0')
    const { validFrom, validTo, declarationState, rework } = line
    found.set(name, { ...withoutMissing({ validFrom, validTo, declarationState, rework }), ...found.get(name) })
  }
  return found
}

interface Known {
  readonly first: ReadonlyMap<string, Line>
  readonly held: ReadonlyMap<string, VersionRow>
  readonly on: LocalDate
  itemOf(part: unknown): ItemRow | undefined
}

/** A version that nobody named is the undivided one (R3.6); material bought at home is not bonded (R2.17). */
function rowOf(line: Line, i: number, { first, held, itemOf, on }: Known): Line {
  const version = line.version ?? '0'
  const name = nameOf(line.productPart, version)
  const [product, material, row] = [itemOf(line.productPart), itemOf(line.materialPart), held.get(name)]
  return {
    no: i + 1,
    version,
    ...withoutMissing({
      productHsCode: product?.hsCode,
      productName: product?.name,
      materialHsCode: material?.hsCode,
      materialName: material?.name,
      consumptionStandard: product?.consumptionStandard,
      validTo: row?.validTo,
    }),
    bondedShare: material?.domestic ? '0' : '100',
    declarationState: row?.state ?? 'declared',
    executionMark: 'running',
    validFrom: row?.validFrom ?? on,
    ...first.get(name),
    ...line,
  }
}

/** The form that all rows are in; of both, none (R3.4). */
function formOf(lines: readonly unknown[]): 'net' | 'unitConsumption' | undefined {
  const forms = new Set(lines.filter(isLine).map(({ net }) => (net === undefined ? 'unitConsumption' : 'net')))
  return forms.size === 1 ? ([...forms][0] as 'net' | 'unitConsumption') : undefined
}

/** The eve of each version that begins, for the open version before it: what begins ends what was (R3.6). */
function endedBy(lines: readonly Line[], given: readonly EndLine[], held: readonly VersionRow[]): EndLine[] {
  const told = new Set([...lines, ...given].map(({ productPart, version }) => nameOf(productPart, version)))
  const begins = new Map<unknown, Set<LocalDate>>()
  for (const { productPart, validFrom, rework } of lines) {
    const date = readDate(textIn(validFrom))
    if (isFault(date) || rework) continue
    const dates = begins.get(productPart) ?? new Set()
    begins.set(productPart, dates.add(date))
  }
  return held.flatMap((row) => {
    if (row.chosenBy !== 'date' || row.rework || told.has(nameOf(row.product, row.version))) return []
    const [next] = [...(begins.get(row.product) ?? [])].filter((date) => date > row.validFrom).sort()
    const eve = next && addDays(next, -1)
    // Filed again, it finds its own end in the register, and says the same.
    return eve && (row.validTo === undefined || row.validTo === eve)
      ? [{ productPart: row.product, version: row.version, validTo: eve }]
      : []
  })
}
