/** Numbers that follow from the order and the parts of a handbook's lines: nobody counts what the sheet counts by itself. */
import { isLine } from './compare-goods.ts'

type Line = Readonly<Record<string, unknown>>
type Lists = { readonly materials?: unknown; readonly products?: unknown; readonly consumption?: unknown }

/** Lines without a number, counted on from the highest; rows of consumption that name parts, with the numbers of those. */
export function numbered<L extends Lists>(wire: L): L {
  const materials = counted(wire.materials, 'seq')
  const products = counted(wire.products, 'seq')
  const consumption = counted(wire.consumption, 'no')
  return {
    ...wire,
    ...(materials ? { materials } : {}),
    ...(products ? { products } : {}),
    ...(consumption ? { consumption: consumption.map(linked(seqs(products), seqs(materials))) } : {}),
  }
}

const isBlank = (value: unknown) => value === undefined || value === null || value === ''

function counted(list: unknown, name: string): unknown[] | undefined {
  if (!Array.isArray(list)) return undefined
  if (!list.some((line) => isLine(line) && isBlank((line as Line)[name]))) return list
  const given = list.map((line) => (isLine(line) ? (line as Line)[name] : 0))
  let last = given.reduce<number>(
    (most, value) => (Number.isInteger(value) ? Math.max(most, value as number) : most),
    0,
  )
  return list.map((line: unknown) => {
    if (!isLine(line) || !isBlank((line as Line)[name])) return line
    last += 1
    return { [name]: last, ...without(line as Line, name) }
  })
}

const without = (line: Line, name: string) => {
  const { [name]: _, ...rest } = line
  return rest
}

/** Numbers by part; a part of two lines names neither. */
function seqs(list: unknown[] | undefined): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>()
  const twice = new Set<string>()
  for (const line of list ?? []) {
    const { part, seq } = (isLine(line) ? line : {}) as Line
    if (typeof part !== 'string' || part === '') continue
    if (found.has(part)) twice.add(part)
    found.set(part, seq)
  }
  for (const part of twice) found.delete(part)
  return found
}

const linked = (products: ReadonlyMap<string, unknown>, materials: ReadonlyMap<string, unknown>) => (row: unknown) => {
  if (!isLine(row)) return row
  const line = row as Line
  const productSeq = isBlank(line.productSeq) ? products.get(String(line.productPart)) : undefined
  const materialSeq = isBlank(line.materialSeq) ? materials.get(String(line.materialPart)) : undefined
  return {
    ...line,
    ...(productSeq === undefined ? {} : { productSeq }),
    ...(materialSeq === undefined ? {} : { materialSeq }),
  }
}
