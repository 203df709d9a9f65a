/** Bills of materials as a graph: what a part is made of, down to what is made of nothing (R3.8). */
import type { LocalDate } from '@jiamao/kernel/time'
import type { Version } from './versions.ts'

/** Materials of each part, over all its versions that a day from now on may choose. */
export type Makings = ReadonlyMap<string, ReadonlySet<string>>

export function makingsOf(versions: readonly Version[], on: LocalDate): Makings {
  const made = new Map<string, Set<string>>()
  for (const { product, validTo, uses } of versions) {
    if (validTo !== undefined && validTo < on) continue
    const materials = made.get(product) ?? new Set()
    for (const { material } of uses) materials.add(material)
    made.set(product, materials)
  }
  return made
}

/** What follows below a part: a ring that it stands in or leads to, or else how many levels of material there are. */
export type Below = { readonly ring: readonly string[] } | { readonly levels: number }

/**
 * Walks the parts below each of `products`, every part once, without recursion: a chain may be longer than the stack.
 * A part that is made of nothing has 0 levels.
 */
export function below(products: Iterable<string>, makings: Makings): ReadonlyMap<string, Below> {
  const found = new Map<string, Below>()
  for (const product of products) walk(product, makings, found)
  return found
}

interface Step {
  readonly part: string
  readonly rest: Iterator<string>
}

function walk(product: string, makings: Makings, found: Map<string, Below>) {
  const path: Step[] = []
  const open = new Set<string>()
  const enter = (part: string) => {
    path.push({ part, rest: (makings.get(part) ?? new Set<string>()).values() })
    open.add(part)
  }
  if (!found.has(product)) enter(product)
  for (let step = path.at(-1); step; step = path.at(-1)) {
    const next = step.rest.next()
    if (next.done) {
      open.delete(step.part)
      path.pop()
      found.set(step.part, found.get(step.part) ?? belowAll(makings.get(step.part), found))
    } else if (open.has(next.value)) {
      const from = path.findIndex(({ part }) => part === next.value)
      const ring = [...path.slice(from).map(({ part }) => part), next.value]
      for (const { part } of path.slice(from)) found.set(part, { ring })
    } else if (!found.has(next.value)) enter(next.value)
  }
}

function belowAll(materials: ReadonlySet<string> | undefined, found: ReadonlyMap<string, Below>): Below {
  let levels = 0
  for (const material of materials ?? []) {
    const under = found.get(material)
    if (under && 'ring' in under) return under
    levels = Math.max(levels, (under?.levels ?? 0) + 1)
  }
  return { levels }
}
