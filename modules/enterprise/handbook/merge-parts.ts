/** 归并 of a handbook that is still a draft: lines of parts become lines of items, and their consumption with them (R2.7). */
import { isFault, quantities } from '@jiamao/kernel/numbers'
import { mergedRow } from '../consumption/index.ts'
import { impactOf, type MergeGroup, type PartLine } from '../goods/index.ts'
import { isLine } from './compare-goods.ts'
import { numbered } from './numbered.ts'

type Line = Record<string, unknown>
type Wire = Readonly<Record<string, unknown>>

/** The groups of both sides, in the order of the items. */
export interface Merging {
  readonly materials: readonly MergeGroup[]
  readonly products: readonly MergeGroup[]
}

export const linesOf = (list: unknown): (Line & PartLine)[] =>
  Array.isArray(list) ? list.filter((line) => isLine(line) && typeof (line as Line).part === 'string') : []

/** Parts of a side that stand in no group, or in two, or that no line has; empty where the groups are whole. */
export function uncovered(groups: readonly MergeGroup[], list: unknown): string[] {
  const wanted = new Set(linesOf(list).map(({ part }) => part))
  const seen = new Set<string>()
  const wrong = new Set<string>()
  for (const part of groups.flatMap(({ parts }) => parts)) {
    if (seen.has(part) || !wanted.has(part)) wrong.add(part)
    seen.add(part)
  }
  for (const part of wanted) if (!seen.has(part)) wrong.add(part)
  return [...wrong]
}

/** The draft with one line an item; lines without a part, and everything else, as it was. */
export function mergeParts(draft: Wire, { materials, products }: Merging): Record<string, unknown> {
  const wire = numbered(draft as Wire & { consumption?: unknown })
  const of = { materials: sideOf(wire.materials, materials), products: sideOf(wire.products, products) }
  return {
    ...wire,
    ...(Array.isArray(wire.materials) ? { materials: of.materials.lines } : {}),
    ...(Array.isArray(wire.products) ? { products: of.products.lines } : {}),
    ...(Array.isArray(wire.consumption) ? { consumption: rowsOf(wire.consumption, of.materials, of.products) } : {}),
  }
}

interface Side {
  readonly lines: readonly Line[]
  /** From the number of a part's line to that of its item. */
  readonly seqOf: ReadonlyMap<unknown, number>
  /** Part and planned quantity of an item; quantity of a part's line. */
  readonly itemOf: ReadonlyMap<number, { readonly part: string; readonly quantity: bigint }>
  readonly quantityOf: ReadonlyMap<unknown, bigint>
}

function sideOf(list: unknown, groups: readonly MergeGroup[]): Side {
  const known = linesOf(list)
  const byPart = new Map(known.map((line) => [line.part, line]))
  const quantityOf = new Map(known.map((line) => [line.seq, quantity(line.quantity)]))
  const seqOf = new Map<unknown, number>()
  const itemOf = new Map<number, { part: string; quantity: bigint }>()
  const lines = groups.map((group, i): Line => {
    const own = group.parts.flatMap((part) => byPart.get(part) ?? [])
    const seq = i + 1
    for (const line of own) seqOf.set(line.seq, seq)
    const whole = own.reduce((sum, line) => sum + quantity(line.quantity), 0n)
    itemOf.set(seq, { part: own[0].part, quantity: whole })
    return own.length === 1 ? { ...own[0], seq } : itemLine(own, group, seq)
  })
  return { lines, seqOf, itemOf, quantityOf }
}

function quantity(text: unknown): bigint {
  const read = quantities.read(String(text ?? ''))
  return isFault(read) ? 0n : read
}

/** The line of an item: what its parts have in common, their sum, their mean price. Its total follows from both (R5.3). */
function itemLine(own: readonly (Line & PartLine)[], { name }: MergeGroup, seq: number): Line {
  const { quantity: sum, price, country } = impactOf(own)
  const { total: _, ...first } = own[0]
  const same = Object.entries(first).filter(([key, value]) => own.every((line) => line[key] === value))
  return {
    ...Object.fromEntries(same),
    seq,
    part: own[0].part,
    name,
    ...(sum === null ? {} : { quantity: sum }),
    ...(price === null ? {} : { price }),
    ...(country === null ? {} : { country }),
  }
}

/** One row for each product, version and material of the merged lines. */
function rowsOf(rows: readonly unknown[], materials: Side, products: Side): unknown[] {
  const merged = new Map<string, { first: Line; rows: Line[] }>()
  const others: unknown[] = []
  for (const row of rows) {
    const line = row as Line
    const productSeq = isLine(row) ? products.seqOf.get(line.productSeq) : undefined
    const materialSeq = isLine(row) ? materials.seqOf.get(line.materialSeq) : undefined
    if (productSeq === undefined || materialSeq === undefined) {
      others.push(row)
      continue
    }
    const key = `${productSeq} ${String(line.version ?? '')} ${materialSeq}`
    const here = merged.get(key) ?? { first: { ...line, productSeq, materialSeq }, rows: [] }
    here.rows.push(line)
    merged.set(key, here)
  }
  const made = [...merged.values()].map(({ first, rows: own }) => itemRow(first, own, materials, products))
  return [...made, ...others].map((row, i) => (isLine(row) ? { ...(row as Line), no: i + 1 } : row))
}

function itemRow(first: Line, own: readonly Line[], materials: Side, products: Side): Line {
  const product = products.itemOf.get(first.productSeq as number)
  const material = materials.itemOf.get(first.materialSeq as number)
  const named = { ...first, productPart: product?.part, materialPart: material?.part }
  const whole = product?.quantity ?? 0n
  const isAlone = own.length === 1 && products.quantityOf.get(own[0].productSeq) === whole
  if (isAlone) return named
  const weighed = own.map((row) => ({
    ...(row as Record<string, string>),
    weight: products.quantityOf.get(row.productSeq) ?? 0n,
  }))
  const figures = mergedRow(weighed, whole)
  if (!figures) return named
  const { net: _n, unitConsumption: _u, tangible: _t, intangible: _i, bondedShare: _b, ...rest } = named as Line
  return { ...rest, ...figures }
}
