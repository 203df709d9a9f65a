/** Recomputes, digit by digit, the worked examples of R4 from `data/examples/rulebook-examples.json`. */
import { readFileSync } from 'node:fs'
import { dataFolder } from '@jiamao/data'
import { consumptions, HUNDRED, percents, quantities, quantityTotals } from '@jiamao/kernel/numbers'
import { Problem } from '@jiamao/kernel/problem'
import { parseDate } from '@jiamao/kernel/time'
import { describe, expect, test } from 'vitest'
import { type BookKind, type Direction, type Goods, type MaterialKind, movementKind, movementKinds } from '../kinds.ts'
import { headroom } from '../over-balance.ts'
import { convert } from './convert.ts'
import { type Line, linesFrom, recipesFromRows } from './from-objects.ts'
import { heldOf, rowsOfRecipes } from './gate-of-samples.ts'
import type { Recipes } from './recipes.ts'

import { linesOf, shownRows } from './shown.ts'
import { isInShortOverRange, stocktake } from './stocktake.ts'
import { totalsOf } from './totals.ts'
import { chooseVersion } from './versions.ts'
import { type WriteOff, writeOff } from './write-off.ts'

interface TextRow {
  product: string
  version: string
  material: string
  validFrom: string
  validTo: string
  net: string
  tangible: string
  intangible: string
  bondedShare: string
}
interface TextLine {
  date: string
  tradeMode: string
  ie: Direction
  goods: Goods
  item?: string
  product?: string
  version?: string
  qty: string
}
interface StockLine {
  item?: string
  product?: string
  version?: string
  qty: string
}
interface WriteOffExample {
  id: string
  title: string
  kind: 'writeOff'
  book?: string
  materials: string[]
  opening?: Record<string, string>
  consumption: TextRow[]
  lines: TextLine[]
  stock?: StockLine[]
  expected: Record<string, unknown> & { error?: string }
}
interface HeadroomExample {
  id: string
  kind: 'headroom'
  theoretical: string
  row: TextRow
  expected: { largest: string }
}
type Example = WriteOffExample | HeadroomExample | { id: string; kind: 'other' }

const { examples } = JSON.parse(readFileSync(new URL('examples/rulebook-examples.json', dataFolder), 'utf8')) as {
  examples: Example[]
}
const writeOffs = examples.filter((example) => example.kind === 'writeOff')
const print = quantityTotals.print

describe('worked examples', () => {
  test.each(writeOffs.filter((example) => !example.expected.error))('$id $title', (example) => {
    expect(figuresOf(example)).toEqual(example.expected)
  })
  test.each(writeOffs.filter((example) => example.expected.error))('$id is refused: $title', (example) => {
    expect(refusalOf(example)).toBe(example.expected.error)
  })
  test('H1 the most that fits before the last line of W3', () => {
    const { theoretical, row, expected } = find<HeadroomExample>('H1')
    const { recipes } = rowsOf(['M1'], [row])
    const take = recipes.net[0] * recipes.share[0]
    const left = HUNDRED - recipes.tangible[0] - recipes.intangible[0]
    expect(print(headroom(quantities.parse(theoretical), take, left))).toBe(expected.largest)
  })
  test('W3: the gate holds the line of 07-03, and says what it saw', () => {
    const { recipes, lines } = bookOf(find<WriteOffExample>('W3'))
    const rows = rowsOfRecipes(recipes)
    const [found, ...others] = heldOf({ rows, lines: lines.slice(0, -1) }, lines.slice(-1))
    expect(others).toEqual([])
    expect([found.before, found.after, found.takers[0].largest].map(print)).toEqual([
      '187.23037',
      '-21.33694',
      '697.51102',
    ])
  })
  test('W3: every term names its lines', () => {
    const { recipes, lines } = bookOf(find<WriteOffExample>('W3'))
    const numbers = (term: MaterialKind | 'consumption') => [...linesOf(recipes, linesFrom(lines), 0, term)]
    expect(numbers('EXCHANGE_IN')).toEqual([3])
    expect(numbers('consumption')).toEqual([4, 5, 6, 7, 8, 9, 10])
  })
  test('no example is forgotten: the others belong to explosion, units, tax and guarantee', () => {
    const others = examples.filter(({ kind }) => kind !== 'writeOff' && kind !== 'headroom').map(({ id }) => id)
    expect(others).toEqual(['U1', 'B1', 'T1', 'T2', 'T3', 'G1', 'G2', 'G3', 'G4', 'E6'])
  })
})

const find = <E extends Example>(id: string) => examples.find((example) => example.id === id) as E

/** Materials and pairs by name, and the rows as columns. Pairs stand in the order of product, then version. */
function rowsOf(materials: string[], rows: TextRow[]) {
  const name = (row: { product: string; version: string }) => `${row.product} ${row.version}`
  const pairs = [...new Set(rows.map(name))].sort()
  const recipes = recipesFromRows(
    materials.length,
    pairs.length,
    rows.map((row) => ({
      pair: pairs.indexOf(name(row)),
      material: materials.indexOf(row.material),
      net: consumptions.parse(row.net),
      tangible: percents.parse(row.tangible),
      intangible: percents.parse(row.intangible),
      share: percents.parse(row.bondedShare),
    })),
  )
  const versions = (product: string) =>
    [...new Map(rows.filter((row) => row.product === product).map((row) => [row.version, row])).values()].map(
      (row) => ({
        version: row.version,
        validFrom: parseDate(row.validFrom),
        validTo: parseDate(row.validTo),
        pair: pairs.indexOf(name(row)),
      }),
    )
  return { recipes, pairs, versions }
}

class Refused extends Error {}

/** The lines of an example as postings: kinds found, versions chosen, converted lines declared per material (R4.10). */
function bookOf({ materials, consumption, lines, opening = {}, book = 'handbook C' }: WriteOffExample) {
  const { recipes, pairs, versions } = rowsOf(materials, consumption)
  const pairOf = (product: string, { date, version, tradeMode }: TextLine) => {
    const returned = tradeMode === '4600' || tradeMode === '4400'
    const choice = chooseVersion(versions(product), { date: parseDate(date), returned, version })
    if ('fault' in choice) throw new Refused(choice.fault)
    return choice.chosen.pair
  }
  const posted = lines.flatMap((line): Line[] => {
    const { tradeMode, ie: direction, goods, item = '', product = item } = line
    const kind = movementKind({ tradeMode, direction, goods, bookKind: book.at(-1) as BookKind })
    if (!kind) throw new Refused('R6.MODE')
    const quantity = quantities.parse(line.qty)
    if (goods === 'product') return [{ kind, item: pairOf(product, line), quantity }]
    if (goods === 'material' || goods === 'scrap') return [{ kind, item: materials.indexOf(item), quantity }]
    return convert(recipes, pairOf(product, line), quantity).map(({ material, quantity }) => ({
      kind,
      item: material,
      quantity,
    }))
  })
  const opened = Object.entries(opening).map(
    ([material, text]): Line => ({
      kind: 'OPENING',
      item: materials.indexOf(material),
      quantity: quantities.parse(text),
    }),
  )
  return { recipes, pairs, lines: [...opened, ...posted] }
}

function figuresOf(example: WriteOffExample) {
  const { recipes, pairs, lines } = bookOf(example)
  const written = writeOff(recipes, totalsOf(recipes, linesFrom(lines)))
  return Object.fromEntries(
    example.materials.map((name, m) => [
      name,
      {
        ...termsOf(written, m),
        consumption: print(written.consumption[m]),
        tangibleLoss: print(written.tangible[m]),
        intangibleLoss: print(written.intangible[m]),
        net: print(written.net[m]),
        scrapBalance: print(written.scrap[m]),
        theoretical: print(written.theoretical[m]),
        rows: rowsShown(recipes, pairs, written, m),
        ...countOf(example, recipes, pairs, written, m),
      },
    ]),
  )
}

/** The opening always, other kinds where something moved. */
function termsOf({ terms }: WriteOff, m: number) {
  const kinds = (Object.keys(movementKinds) as MaterialKind[]).filter((kind) => terms[kind]?.[m])
  return {
    opening: print(terms.OPENING[m]),
    ...Object.fromEntries(kinds.filter((kind) => kind !== 'OPENING').map((kind) => [kind, print(terms[kind][m])])),
  }
}

function rowsShown(recipes: Recipes, pairs: string[], written: WriteOff, m: number) {
  return shownRows(recipes, written, m).map(({ pair, outflow, shown }) => {
    const [product, version] = pairs[pair].split(' ')
    const alone = convert(recipes, pair, outflow).find(({ material }) => material === m)?.quantity ?? 0n
    return { product, version, quantity: print(outflow), alone: print(alone), shown: print(shown) }
  })
}

function countOf(
  { materials, stock }: WriteOffExample,
  recipes: Recipes,
  pairs: string[],
  written: WriteOff,
  m: number,
) {
  if (!stock) return {}
  const counted = (lines: StockLine[], itemOf: (line: StockLine) => number) => ({
    item: Int32Array.from(lines, itemOf),
    quantity: BigInt64Array.from(lines, ({ qty }) => quantities.parse(qty)),
  })
  const { reported, difference, base } = stocktake(
    recipes,
    written,
    counted(
      stock.filter(({ item }) => item),
      ({ item = '' }) => materials.indexOf(item),
    ),
    counted(
      stock.filter(({ product }) => product),
      ({ product, version }) => pairs.indexOf(`${product} ${version}`),
    ),
  )
  return {
    reported: print(reported[m]),
    difference: print(difference[m]),
    rangeBase: print(base[m]),
    withinRange: isInShortOverRange(difference[m], base[m], percents.parse('1')),
  }
}

/** The rulebook's name for what refused the example. R3.9's excess digits are refused where figures are read. */
function refusalOf(example: WriteOffExample): string {
  try {
    figuresOf(example)
  } catch (refusal) {
    if (refusal instanceof Refused) return refusal.message
    if (refusal instanceof Problem) return refusal.kind.code === 'KERNEL_DIGITS' ? 'R3.DECIMALS' : refusal.kind.code
    throw refusal
  }
  return 'nothing'
}
