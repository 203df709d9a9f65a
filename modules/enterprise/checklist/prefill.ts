/** What the platform knows of a checklist before anybody types it: all but quantities, prices and the journey. */
import type { Content } from '@jiamao/kernel/fields'
import { amounts, isFault, quantities } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import type { LocalDate } from '@jiamao/kernel/time'
import type { Prefill, Touched } from '@jiamao/platform/filing/define'
import { type RecipeRows, recipes, recipesOf } from '@jiamao/platform/ledger/facts'
import type { Direction } from '@jiamao/platform/ledger/kinds'
import { movementKinds } from '@jiamao/platform/ledger/kinds'
import { chooseVersion } from '@jiamao/platform/ledger/write-off'
import { legalQuantity, metricFactor } from '../goods/index.ts'
import { book, bookLines } from '../handbook/index.ts'
import { textIn } from '../wire.ts'
import type { Checklist, ChecklistWire } from './content.ts'

type Partly = Partial<ChecklistWire>
type Line = Partial<ChecklistWire['lines'][number]>
type BookRow = Content<typeof book.value>[number]
type BookLine = Content<typeof bookLines.value>[number]

const linesIn = (wire: Partly): Line[] =>
  Array.isArray(wire.lines) ? wire.lines.filter((line) => typeof line === 'object' && line !== null) : []

/** Material or product, as the trade mode and direction have it where they leave no choice (R4.2). */
function goodsKindOf(tradeMode: unknown, direction: Direction): 'material' | 'product' | undefined {
  const goods = Object.values(movementKinds)
    .filter(
      ({ modes, directions }) => directions.includes(direction) && [...modes.C, ...modes.B].includes(String(tradeMode)),
    )
    .map((kind) => kind.goods)
  const [one, ...others] = [...new Set(goods.filter((kind) => kind === 'material' || kind === 'product'))]
  return others.length === 0 ? one : undefined
}

/** The book and the items that a checklist names. */
export const touches =
  (direction: Direction) =>
  (wire: Partly): Touched | undefined => {
    const { book: number, tradeMode, goodsKind = goodsKindOf(tradeMode, direction) } = wire.head ?? {}
    if (typeof number !== 'string') return undefined
    const seqs = linesIn(wire).flatMap(({ seq }) => (Number.isInteger(seq) ? [seq as number] : []))
    return { book: number, side: goodsKind === 'product' ? 'E' : 'I', seqs: [...new Set(seqs)] }
  }

export const prefill = (
  direction: Direction,
): Prefill<typeof Checklist, { book: typeof book; lines: typeof bookLines; recipes: typeof recipes }> => ({
  facts: { book, lines: bookLines, recipes },
  fill: ({ wire, facts, on }) => {
    const head = headOf(wire.head ?? {}, facts.book[0], direction)
    const known = new Map(facts.lines.map((line) => [line.seq, line]))
    const lines = linesIn(wire).map((line, i) =>
      lineOf(line, i, known.get(line.seq ?? -1), facts.recipes, on, direction),
    )
    return { ...wire, head, ...(wire.lines === undefined ? {} : { lines }) } as Partly
  },
})

/** Set-ups without a declaration (R6.5): surplus carry-over. */
const withoutDeclaration = ['0657', '0258']

function headOf(head: Partial<ChecklistWire['head']>, row: BookRow | undefined, direction: Direction) {
  const known = {
    listKind: 'ordinary',
    declared: withoutDeclaration.includes(String(head.tradeMode)) ? 'notDeclared' : 'declared',
    goodsKind: goodsKindOf(head.tradeMode, direction),
    ...(row ? partiesOf(row) : {}),
  }
  return { ...withoutMissing(known), ...head }
}

function partiesOf(row: BookRow) {
  const declarant = {
    customsCode: row.declarantCustomsCode,
    creditCode: row.declarantCreditCode,
    name: row.declarantName,
  }
  return {
    operatingEnterprise: {
      customsCode: row.operatingCustomsCode,
      creditCode: row.operatingCreditCode,
      name: row.operatingName,
    },
    processingEnterprise: {
      customsCode: row.processingCustomsCode,
      creditCode: row.processingCreditCode,
      name: row.processingName,
    },
    declarant,
    inputBy: declarant,
    competentCustoms: row.competentCustoms,
  }
}

function lineOf(
  line: Line,
  i: number,
  row: BookLine | undefined,
  rows: RecipeRows,
  on: LocalDate,
  direction: Direction,
): Line {
  const held = row ? heldOf(row, direction) : {}
  const filled: Line = { no: i + 1, dangerous: 'no', ...held, ...withoutMissing(line) }
  return {
    ...withoutMissing({
      legalQuantity: legalOf(filled, row),
      total: totalOf(filled),
      version: row?.side === 'E' ? versionOf(row.seq, rows, on) : undefined,
    }),
    ...filled,
  }
}

/** What the book says of one of its lines. */
function heldOf(row: BookLine, direction: Direction): Line {
  const {
    part,
    hsCode,
    name,
    specification,
    declaredUnit,
    legalUnit,
    secondLegalUnit,
    factor,
    price,
    currency,
    country,
    levyMode,
  } = row
  return withoutMissing({
    part,
    hsCode,
    name,
    specification,
    declaredUnit,
    legalUnit,
    secondLegalUnit,
    currency,
    levyMode,
    // The price of the book is a first proposal; the invoice's is typed. Four decimals are all a list carries.
    price: price % 10n === 0n ? amounts.print(price).replace(/0$/, '') : undefined,
    factor: factor === undefined ? undefined : quantities.print(factor),
    country: direction === 'I' ? country : 'CHN',
    destination: direction === 'I' ? 'CHN' : country,
  })
}

function legalOf({ quantity }: Line, row: BookLine | undefined): string | undefined {
  const declared = quantities.read(textIn(quantity))
  const factor = row && (row.factor ?? metricFactor(row.declaredUnit, row.legalUnit))
  return isFault(declared) || factor === undefined ? undefined : quantities.print(legalQuantity(declared, factor))
}

const cent = 1_000n

/** Quantity × price, half up to the second decimal (R6.3). Scales 10⁻⁵ each, so 10⁻¹⁰ in the product. */
function totalOf({ quantity, price }: Line): string | undefined {
  const [q, p] = [quantities.read(textIn(quantity)), amounts.read(textIn(price))]
  if (isFault(q) || isFault(p)) return undefined
  return amounts.print(roundHalfAway(q * p, quantities.one * cent) * cent)
}

function versionOf(product: number, rows: RecipeRows, date: LocalDate): string | undefined {
  const versions = new Map(
    recipesOf(rows, product).map(({ version, validFrom, validTo = null }) => [
      version,
      { version, validFrom, validTo },
    ]),
  )
  const found = chooseVersion([...versions.values()], { date })
  return 'chosen' in found ? found.chosen.version : undefined
}

const withoutMissing = <T extends object>(from: T): T =>
  Object.fromEntries(
    Object.entries(from).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as T
