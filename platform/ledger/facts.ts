/** What checks may know of a book in the ledger. Pure: definitions import it. */
import {
  type Content,
  choice,
  consumption,
  day,
  flag,
  group,
  list,
  optional,
  percent,
  quantity,
  text,
  whole,
} from '@jiamao/kernel/fields'
import { defineFact } from '../policy/define.ts'

const side = choice({
  zh: '料件成品标记',
  en: 'Side',
  of: { I: { zh: '料件', en: 'Material', code: 'I' }, E: { zh: '成品', en: 'Product', code: 'E' } },
})
const seq = (zh: string, en: string) => whole({ zh, en, max: 999_999_999 })
const lines = 100_000

/** What may still be drawn of each line asked for (R5.9): its ceiling less what is reserved and final. */
export const remaining = defineFact({
  id: 'ledger.remaining',
  name: { zh: '备案余量', en: 'Remaining quantity' },
  moves: 'book',
  value: list(
    group(
      { zh: '余量', en: 'Remaining' },
      {
        side,
        seq: seq('备案序号', 'Book item'),
        remaining: quantity({ zh: '余量', en: 'Remaining', signed: true }),
        limited: choice({
          zh: '限量',
          en: 'Limited',
          of: { yes: { zh: '有', en: 'yes', code: '1' }, no: { zh: '无', en: 'no', code: '0' } },
        }),
      },
    ),
    { zh: '余量', en: 'Remaining', max: lines },
  ),
})

/** How far every line of the book is drawn (R5.9). What a change under way holds of it is not counted. */
export const drawn = defineFact({
  id: 'ledger.drawn',
  name: { zh: '已用数量', en: 'Drawn quantity' },
  moves: 'book',
  value: list(
    group(
      { zh: '已用', en: 'Drawn' },
      {
        side,
        seq: seq('备案序号', 'Book item'),
        ceiling: optional(quantity({ zh: '限量', en: 'Limit' })),
        drawn: quantity({ zh: '已用（含预核扣）', en: 'Drawn, reserved included', signed: true }),
        moved: flag({ zh: '有进出', en: 'Something moved on it' }),
      },
    ),
    { zh: '已用', en: 'Drawn', max: 2 * lines },
  ),
})

const recipe = {
  product: seq('成品序号', 'Product'),
  version: text({ zh: '版本', en: 'Version', max: 8 }),
  material: seq('料件序号', 'Material'),
  net: consumption({ zh: '净耗', en: 'Net use' }),
  tangible: percent({ zh: '有形损耗率', en: 'Tangible loss' }),
  intangible: percent({ zh: '无形损耗率', en: 'Intangible loss' }),
  bondedShare: percent({ zh: '保税料件比例', en: 'Bonded share' }),
  validFrom: day({ zh: '有效期起', en: 'Valid from' }),
  validTo: optional(day({ zh: '有效期止', en: 'Valid to' })),
  state: whole({ zh: '申报状态', en: 'Declaration state', max: 3 }),
}
const recipeRows = { zh: '单耗', en: 'Consumption rows', max: 1_000_000 }

/** The consumption rows of the products asked for, all versions. */
export const recipes = defineFact({
  id: 'ledger.recipes',
  name: { zh: '单耗', en: 'Unit consumption' },
  moves: 'book',
  value: list(group({ zh: '单耗', en: 'Consumption row' }, recipe), recipeRows),
})

/** All consumption rows of the book, and whether the product ever moved in that version. */
export const bookRecipes = defineFact({
  id: 'ledger.book-recipes',
  name: { zh: '全部单耗', en: 'All unit consumption' },
  moves: 'book',
  value: list(
    group(
      { zh: '单耗', en: 'Consumption row' },
      { ...recipe, moved: flag({ zh: '已使用', en: 'Product moved in this version' }) },
    ),
    recipeRows,
  ),
})

/**
 * Where the theoretical balance of each material stands, exactly: everything but consumption in `base`, and the
 * consumption as one sum of Q·n (10⁻¹⁴ units) per distinct share and loss, so that T can be recomputed after a posting
 * without a rounding in between (R4.6). One row a use, `base` repeated; a material without use has one row without.
 * Outflows count reserved and final, inflows only final (R4.11).
 */
export const positions = defineFact({
  id: 'ledger.positions',
  name: { zh: '理论结余', en: 'Theoretical balance' },
  moves: 'book',
  value: list(
    group(
      { zh: '结余', en: 'Position' },
      {
        seq: seq('料件序号', 'Material'),
        base: quantity({ zh: '耗用以外的结余', en: 'Balance but for consumption', signed: true }),
        bondedShare: optional(percent({ zh: '保税料件比例', en: 'Bonded share' })),
        left: optional(percent({ zh: '100% 减损耗', en: '100 % less losses' })),
        taken: optional(text({ zh: 'Q×n 之和', en: 'Sum of Q·n, 10⁻¹⁴', max: 40 })),
      },
    ),
    { zh: '结余', en: 'Positions', max: 1_000_000 },
  ),
})

export type Remaining = Content<typeof remaining.value>
export type RecipeRows = Content<typeof recipes.value>
export type Drawn = Content<typeof drawn.value>
export type BookRecipes = Content<typeof bookRecipes.value>
export type Positions = Content<typeof positions.value>

const byProduct = new WeakMap<RecipeRows, Map<number, RecipeRows[number][]>>()

/** The consumption rows of one product, in their order. Every line of an export asks several times: sorted out once. */
export function recipesOf(rows: RecipeRows, product: number): RecipeRows {
  const known = byProduct.get(rows) ?? grouped(rows)
  byProduct.set(rows, known)
  return known.get(product) ?? []
}

function grouped(rows: RecipeRows) {
  const made = new Map<number, RecipeRows[number][]>()
  for (const row of rows) {
    const found = made.get(row.product)
    if (found) found.push(row)
    else made.set(row.product, [row])
  }
  return made
}
