import { readTable } from '@jiamao/data'
import { comparable, titlesOf } from '../book/headers.ts'
import type { SheetField, SheetPart } from '../book/layout.ts'

/** Words that firms use for a title of ours: 品名 for 商品名称, P/N for 料号. */
const meanings: ReadonlyMap<string, readonly string[]> = new Map(
  readTable('sheets/column-words').map(({ title, also }) => [
    comparable(title),
    also.split('|').map((word) => comparable(word)),
  ]),
)

/** A name, and how surely it means the field or part: 1 for a name of ours, less for a word of the trade. */
interface Weighed {
  readonly name: string
  readonly weight: number
}

const named = new WeakMap<object, readonly Weighed[]>()

function weighedNames(of: object, own: readonly string[]): readonly Weighed[] {
  const known = named.get(of)
  if (known) return known
  const names = own.map(comparable)
  const made = [
    ...names.map((name) => ({ name, weight: 1 })),
    ...names.flatMap((name) => (meanings.get(name) ?? []).map((also) => ({ name: also, weight: 0.92 }))),
  ]
  named.set(of, made)
  return made
}

/** How much a heading is a name of a field: 0 to 1. */
export const likenessOf = (heading: string, field: SheetField): number =>
  best(heading, weighedNames(field, titlesOf(field).flat()))

/** How much the name of a sheet is a name of a part: 0 to 1. */
export const likenessOfSheet = (name: string, part: SheetPart): number => best(name, weighedNames(part, part.sheet))

function best(text: string, names: readonly Weighed[]): number {
  const whole = comparable(text)
  if (whole === '') return 0
  // The unit in brackets, or the language beside it, is no part of the name: 数量(KG), 品名/Description.
  const pieces = new Set([whole, whole.replace(/\([^()]*\)/g, ''), ...whole.split(/[/|\\,，、;；()]+/)])
  pieces.delete('')
  let most = 0
  for (const piece of pieces) {
    // A heading of which only a piece fits is a little less sure.
    const share = piece === whole ? 1 : 0.96
    for (const { name, weight } of names) most = Math.max(most, weight * share * alike(piece, name))
  }
  return most
}

/** 1 for the same; less where one holds the other, or where they share pairs of letters. */
function alike(a: string, b: string): number {
  if (a === b) return 1
  const [long, short] = a.length > b.length ? [a, b] : [b, a]
  if (short.length >= 2 && long.includes(short)) return 0.6 + 0.3 * (short.length / long.length)
  return 0.8 * shared(a, b)
}

function shared(a: string, b: string): number {
  if (a.length < 2 || b.length < 2) return 0
  const pairs = (text: string) => Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2))
  const left = pairs(b)
  const common = pairs(a).filter((pair) => {
    const at = left.indexOf(pair)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  }).length
  return (2 * common) / (a.length + b.length - 2)
}
