/**
 * Consumption rows that were read before, by book. They rarely change and every export asks them: they are true as long as
 * the book has the stamp under which they were read, and whoever uses them asks it.
 */
import type { Uuid } from '@jiamao/kernel/ids'
import type { RecipeRows } from './facts.ts'

/** One row as balances ask it: what one unit of the product takes of the material. */
export interface Use {
  readonly product: number
  readonly version: string
  readonly net: bigint
  readonly share: bigint
  /** 100 % less the losses. */
  readonly left: bigint
}

/** All rows of some products, and all uses of some materials, of a book while it has this stamp. */
interface Kept {
  readonly stamp: string
  readonly products: Map<number, RecipeRows>
  readonly materials: Map<number, readonly Use[]>
}

interface Place {
  readonly enterprise: Uuid
  readonly book?: string
}

/** Rows kept in all, some 40 MB. */
const most = 100_000
const books = new Map<string, Kept>()
let count = 0

const nameOf = ({ enterprise, book }: Place) => `${enterprise} ${book}`

export const keptOf = (place: Place): Kept | undefined => books.get(nameOf(place))

/** Keeps what was read under a stamp. The oldest books make room; more than all the room is not kept at all. */
export function keep(place: Place, read: Partial<Kept> & Pick<Kept, 'stamp'>): void {
  const name = nameOf(place)
  const before = books.get(name)
  const same = before?.stamp === read.stamp ? before : undefined
  const next: Kept = {
    stamp: read.stamp,
    products: new Map([...(same?.products ?? []), ...(read.products ?? [])]),
    materials: new Map([...(same?.materials ?? []), ...(read.materials ?? [])]),
  }
  forget(name)
  const size = sizeOf(next)
  if (size > most) return
  for (const oldest of books.keys()) {
    if (count + size <= most) break
    forget(oldest)
  }
  books.set(name, next)
  count += size
}

function forget(name: string): void {
  const kept = books.get(name)
  if (kept) count -= sizeOf(kept)
  books.delete(name)
}

/** A product or material without rows takes room as well. */
const sizeOf = ({ products, materials }: Kept): number =>
  [...products.values(), ...materials.values()].reduce((sum, list) => sum + list.length + 1, 0)
