/** The lines of a handbook and what lives of them: register rows, ledger accounts, consumption rows. Pure. */
import type { BookNumber } from '@jiamao/kernel/ids'
import type { Quantity } from '@jiamao/kernel/numbers'
import type { Account, RecipeRow } from '@jiamao/platform/ledger/define'
import type { ConsumptionContent, HandbookContent, MaterialContent, ProductContent } from './content.ts'
import type { HandbookConsumptionRow, HandbookLineRow } from './line-registers.ts'
import { domesticMaterials, netForm } from './planned.ts'

/** What the register holds of a line of goods, beside its place in the book. */
export const goodsFields = [
  'part',
  'hsCode',
  'name',
  'specification',
  'declaredUnit',
  'legalUnit',
  'secondLegalUnit',
  'factor',
  'secondFactor',
  'price',
  'currency',
  'quantity',
  'total',
  'country',
  'levyMode',
  'goodsAttribute',
  'remark',
] as const

/** The rows of all goods of a handbook. */
export function lineRows({ materials, products, consumption }: HandbookContent, book: BookNumber): HandbookLineRow[] {
  const domestic = domesticMaterials(consumption)
  return [
    ...materials.map((line) => ({
      ...goodsOf(line, book, 'I'),
      mainMaterial: line.mainMaterial,
      domestic: domestic.has(line.seq),
    })),
    ...products.map((line) => ({ ...goodsOf(line, book, 'E'), domestic: false })),
  ]
}

function goodsOf(line: MaterialContent | ProductContent, book: BookNumber, side: 'I' | 'E') {
  const {
    seq,
    part,
    hsCode,
    name,
    specification,
    declaredUnit,
    legalUnit,
    secondLegalUnit,
    factor,
    secondFactor,
    price,
    currency,
    quantity,
    total,
    country,
    levyMode,
    goodsAttribute,
    remark,
  } = line
  return {
    book,
    side,
    seq,
    part,
    hsCode,
    name,
    specification,
    declaredUnit,
    legalUnit,
    secondLegalUnit,
    factor,
    secondFactor,
    price,
    currency,
    quantity,
    total,
    country,
    levyMode,
    goodsAttribute,
    remark,
  }
}

/** A line in the ledger. What is bought at home takes no posting (R2.17): nothing of it may be drawn. */
export const accountOf = ({ side, seq, declaredUnit, quantity, domestic }: HandbookLineRow): Account => ({
  side,
  seq,
  unit: declaredUnit,
  ceiling: ceilingOf(quantity, domestic),
})

export const ceilingOf = (quantity: Quantity, domestic: boolean): Quantity => (domestic ? (0n as Quantity) : quantity)

const states = { undeclared: 1, declared: 2, determined: 3 } as const
/** Declaration states of consumption by their number (R3.14). */
export const stateNames = { 1: 'undeclared', 2: 'declared', 3: 'determined' } as const
/** Begin of a version that names none. */
export const always = '1900-01-01' as RecipeRow['validFrom']

export const stateOf = ({ declarationState = 'declared' }: ConsumptionContent): RecipeRow['state'] =>
  states[declarationState]

export const recipeOf = (row: ConsumptionContent): RecipeRow => ({
  product: row.productSeq,
  version: row.version,
  material: row.materialSeq,
  ...netForm(row),
  bondedShare: row.bondedShare,
  validFrom: row.validFrom ?? always,
  validTo: row.validTo ?? null,
  state: stateOf(row),
})

export const consumptionRow = (row: ConsumptionContent, book: BookNumber): HandbookConsumptionRow => ({
  book,
  productSeq: row.productSeq,
  version: row.version,
  materialSeq: row.materialSeq,
  no: row.no,
  executionMark: row.executionMark,
  rework: row.rework,
  remark: row.remark,
})
