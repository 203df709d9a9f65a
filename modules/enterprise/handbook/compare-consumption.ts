/** Consumption rows against the book: completed, numbered, and marked (R5.8). Pure. */
import { shape } from '@jiamao/kernel/fields'
import { consumptions, percents } from '@jiamao/kernel/numbers'
import type { BookRecipes } from '@jiamao/platform/ledger/facts'
import { anyCode, type Compared, isLine, withoutMissing } from './compare-goods.ts'
import type { ConsumptionContent } from './content.ts'
import type { HandbookConsumptionRow } from './line-registers.ts'
import { always, stateNames } from './line-rows.ts'
import { ConsumptionRow } from './lines.ts'
import { netForm } from './planned.ts'

export type Recipe = BookRecipes[number]
export type ComparedConsumption = Compared<ConsumptionContent, Recipe>

type Fields = Record<string, unknown>

const keyOf = (product: unknown, version: unknown, material: unknown) => `${product} ${version} ${material}`
export const recipeKey = ({ product, version, material }: Recipe) => keyOf(product, version, material)
export const rowKey = ({
  productSeq,
  version,
  materialSeq,
}: Pick<ConsumptionContent, 'productSeq' | 'version' | 'materialSeq'>) => keyOf(productSeq, version, materialSeq)

/**
 * The rows as given, completed from the book, then those of the book that were not given. Rows of goods that go, go with
 * them.
 */
export function compareConsumption(
  given: readonly unknown[],
  book: { readonly recipes: BookRecipes; readonly marks: readonly HandbookConsumptionRow[] },
  goneMaterials: ReadonlySet<unknown>,
  goneProducts: ReadonlySet<unknown>,
): ComparedConsumption[] {
  const recipes = new Map(book.recipes.map((recipe) => [recipeKey(recipe), recipe]))
  const marks = new Map(book.marks.map((row) => [rowKey(row), row]))
  const named = new Set(given.map((row) => (isLine(row) ? rowKey(row as never) : '')))
  const rest = book.recipes.filter((recipe) => !named.has(recipeKey(recipe)))
  const numbers = numbering(book.marks)
  return [
    ...given,
    ...rest.map(({ product, version, material }) => ({ productSeq: product, version, materialSeq: material })),
  ].map((row): ComparedConsumption => {
    if (!isLine(row)) return { wire: row, line: undefined, before: undefined }
    const key = rowKey(row as never)
    const goes = row.changeMark === 'deleted' || goneMaterials.has(row.materialSeq) || goneProducts.has(row.productSeq)
    return compared(row, recipes.get(key), marks.get(key), goes, numbers)
  })
}

/** Rows keep their numbers; a new one has the number it came with where that is free, else the next. */
function numbering(marks: readonly HandbookConsumptionRow[]) {
  const taken = new Set<unknown>(marks.map(({ no }) => no))
  let last = marks.reduce((most, { no }) => Math.max(most, no), 0)
  return (wanted: unknown) => {
    if (wanted !== undefined && !taken.has(wanted)) {
      taken.add(wanted)
      return wanted
    }
    do last++
    while (taken.has(last))
    taken.add(last)
    return last
  }
}

function compared(
  given: Fields,
  before: Recipe | undefined,
  marks: HandbookConsumptionRow | undefined,
  goes: boolean,
  number: (wanted: unknown) => unknown,
): ComparedConsumption {
  const own = withoutMissing(given)
  const held = before ? wireOf(before, marks, own) : {}
  const wire: Fields = { ...held, ...own, no: marks ? marks.no : number(own.no) }
  const line = shape(ConsumptionRow, wire, anyCode).content
  const changeMark = goes
    ? 'deleted'
    : before
      ? line && isSame(line, before, marks)
        ? 'unchanged'
        : 'changed'
      : 'added'
  return { wire: { ...wire, changeMark }, line: line && { ...line, changeMark }, before }
}

/** What the book says of a row, where the filing does not say the figures in the other form (R3.4). */
function wireOf(recipe: Recipe, marks: HandbookConsumptionRow | undefined, own: Fields): Fields {
  const inUnitForm = own.unitConsumption !== undefined && own.net === undefined
  const figures = {
    net: consumptions.print(recipe.net),
    tangible: percents.print(recipe.tangible),
    intangible: percents.print(recipe.intangible),
  }
  return {
    ...(inUnitForm ? {} : figures),
    bondedShare: percents.print(recipe.bondedShare),
    declarationState: stateNames[recipe.state as 1 | 2 | 3],
    ...withoutMissing({
      validFrom: recipe.validFrom === always ? undefined : recipe.validFrom,
      validTo: recipe.validTo,
      executionMark: marks?.executionMark,
      rework: marks?.rework,
      remark: marks?.remark,
    }),
  }
}

/** Whether a row has the figures of the book: what R3.12 freezes. */
export function hasFigures(line: ConsumptionContent, { net, tangible, intangible, bondedShare }: Recipe): boolean {
  const now = netForm(line)
  return (
    now.net === net && now.tangible === tangible && now.intangible === intangible && line.bondedShare === bondedShare
  )
}

function isSame(line: ConsumptionContent, before: Recipe, marks: HandbookConsumptionRow | undefined): boolean {
  return (
    hasFigures(line, before) &&
    (line.validFrom ?? always) === before.validFrom &&
    line.validTo === before.validTo &&
    (line.declarationState ?? 'declared') === stateNames[before.state as 1 | 2 | 3] &&
    (line.executionMark ?? 'running') === (marks?.executionMark ?? 'running') &&
    (line.rework ?? false) === (marks?.rework ?? false) &&
    line.remark === marks?.remark
  )
}
