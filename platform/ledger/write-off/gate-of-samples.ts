/** Sample books as the gate's facts and postings: for tests that hold the gate against the write-off. */
import { HUNDRED } from '@jiamao/kernel/numbers'
import type { LocalDate } from '@jiamao/kernel/time'
import type { Posting } from '../define.ts'
import type { Positions, RecipeRows } from '../facts.ts'
import { movementKinds } from '../kinds.ts'
import { type Overdrawn, overdrawn } from '../over-balance.ts'
import type { Line, RecipeRow } from './from-objects.ts'
import type { Recipes } from './recipes.ts'

interface Book {
  readonly rows: readonly RecipeRow[]
  readonly lines: readonly Line[]
}

/** What the gate says of lines that come after those of a book. Material and pair indexes stand for book items. */
export const heldOf = (book: Book, posting: readonly Line[]): Overdrawn[] =>
  overdrawn(positionsOf(book), recipesOf(book), posting.map(postingOf))

function positionsOf({ rows, lines }: Book): Positions {
  const materials = new Set([
    ...rows.map(({ material }) => material),
    ...lines.flatMap((line) => (isProduct(line) ? [] : [line.item])),
  ])
  return [...materials]
    .sort((a, b) => a - b)
    .flatMap((seq) => {
      const base = lines.reduce((sum, line) => sum + (line.item === seq ? signOf(line) * line.quantity : 0n), 0n)
      const uses = new Map<string, { bondedShare: bigint; left: bigint; taken: bigint }>()
      for (const row of rows.filter(({ material }) => material === seq)) {
        const left = HUNDRED - row.tangible - row.intangible
        const outflow = lines.reduce(
          (sum, line) => sum + (line.item === row.pair ? outOf(line) * line.quantity : 0n),
          0n,
        )
        const key = `${row.share}/${left}`
        uses.set(key, { bondedShare: row.share, left, taken: (uses.get(key)?.taken ?? 0n) + outflow * row.net })
      }
      const found = [...uses.values()].map((use) => ({ seq, base, ...use, taken: String(use.taken) }))
      return (found.length > 0 ? found : [{ seq, base }]) as Positions[number][]
    })
}

const recipesOf = ({ rows }: Book): RecipeRows =>
  rows.map(({ pair, share, ...row }) => ({
    ...row,
    product: pair,
    version: '0',
    bondedShare: share,
    validFrom: '1900-01-01' as LocalDate,
    state: 2,
  })) as unknown as RecipeRows

const isProduct = ({ kind }: Line) => movementKinds[kind].goods === 'product'
const signOf = ({ kind }: Line) => ({ '+': 1n, '-': -1n, '-c': 0n, '+c': 0n, none: 0n })[movementKinds[kind].effect]
const outOf = ({ kind }: Line) => ({ '+': 0n, '-': 0n, '-c': 1n, '+c': -1n, none: 0n })[movementKinds[kind].effect]

const postingOf = ({ kind, item, quantity }: Line, i: number): Posting => ({
  line: i + 1,
  side: movementKinds[kind].goods === 'product' ? 'E' : 'I',
  seq: item,
  kind,
  recipe: '0',
  quantity: quantity as Posting['quantity'],
})

/** The rows of recipe columns, as objects again. */
export const rowsOfRecipes = (recipes: Recipes): RecipeRow[] =>
  Array.from({ length: recipes.pairs }, (_, pair) => pair).flatMap((pair) =>
    Array.from({ length: recipes.start[pair + 1] - recipes.start[pair] }, (_, i): RecipeRow => {
      const row = recipes.start[pair] + i
      const { material, net, tangible, intangible, share } = recipes
      return {
        pair,
        material: material[row],
        net: net[row],
        tangible: tangible[row],
        intangible: intangible[row],
        share: share[row],
      }
    }),
  )
