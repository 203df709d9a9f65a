/** A change of the example's handbook: 100 kg more of product 1 and of its material, and a second material. */
import type { Wire } from '@jiamao/kernel/fields'
import type { bookRecipes, drawn } from '@jiamao/platform/ledger/facts'
import type { AmendmentWire } from './amendment.ts'
import type { HandbookWire } from './content.ts'
import { exampleHandbook } from './example.ts'
import type { book, linesInForce } from './facts.ts'

const number = 'C520720A0001'
const [material] = exampleHandbook.materials
const [product] = exampleHandbook.products
const [consumption] = exampleHandbook.consumption

/** A handbook's content as a change that keeps everything. */
export const asAmendment = ({ head, ...lines }: HandbookWire): AmendmentWire => ({
  head: { ...head, number },
  ...lines,
  impact: [],
})

export const exampleAmendment: AmendmentWire = {
  head: { ...exampleHandbook.head, number, filingKind: 'amend', amendments: 1, extensions: 0, filingNo: 1 },
  materials: [
    { ...material, quantity: '1134.02062', total: '9639.17527', changeMark: 'changed' },
    { ...material, seq: 2, part: 'M2', quantity: '10', total: '85', changeMark: 'added' },
  ],
  products: [{ ...product, quantity: '1100', total: '33000', changeMark: 'changed' }],
  consumption: [{ ...consumption, changeMark: 'unchanged' }],
  impact: [
    { side: 'I', seq: 1, usedQuantity: '400', oldQuantity: '1030.92784', held: '0' },
    { side: 'E', seq: 1, usedQuantity: '300', oldQuantity: '1000', held: '0' },
  ],
}

/** The example with one thing changed. */
export function amendmentWith(change: (wire: AmendmentWire) => void): AmendmentWire {
  const wire = structuredClone(exampleAmendment)
  change(wire)
  return wire
}

/** The handbook that it changes, as the register has it. */
export const exampleRow: Wire<typeof book.value>[number] = {
  book: number,
  ownNumber: exampleHandbook.head.ownNumber,
  kind: 'C',
  tradeMode: '0615',
  operatingCustomsCode: '4419940001',
  operatingCreditCode: '91441900MA00000010',
  operatingName: '东莞样例复合材料有限公司',
  processingCustomsCode: '4419940001',
  processingCreditCode: '91441900MA00000010',
  processingName: '东莞样例复合材料有限公司',
  processingDistrict: '44199',
  declarantCustomsCode: '4419940001',
  declarantCreditCode: '91441900MA00000010',
  declarantName: '东莞样例复合材料有限公司',
  competentCustoms: '5207',
  importCurrency: 'USD',
  exportCurrency: 'USD',
  declarationStage: 'beforeExport',
  validFrom: '2020-01-06',
  validTo: '2020-12-31',
  amendments: 0,
  state: 'active',
  filing: '00000000-0000-7000-8000-000000000001',
  extensions: 0,
  importContract: '2020-IM-001',
  exportContract: '2020-EX-001',
  levyNature: '503',
  processingType: '44',
  contact: '样例联系人',
  contactPhone: '13800000000',
}

export const exampleLines: Wire<typeof linesInForce.value> = [
  { ...material, book: number, side: 'I', domestic: false },
  { ...product, book: number, side: 'E', domestic: false },
]

export const exampleDrawn: Wire<typeof drawn.value> = [
  { side: 'I', seq: 1, ceiling: '1030.92784', drawn: '400', moved: true },
  { side: 'E', seq: 1, ceiling: '1000', drawn: '300', moved: true },
]

/** Its consumption, declared and used. */
export const exampleRecipe: Wire<typeof bookRecipes.value>[number] = {
  product: 1,
  version: '0',
  material: 1,
  net: '1',
  tangible: '3',
  intangible: '0',
  bondedShare: '100',
  validFrom: '1900-01-01',
  state: 2,
  moved: true,
}
