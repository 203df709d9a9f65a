import type { ChecklistWire } from './content.ts'

const firm = { customsCode: '4419940001', creditCode: '91441900MA00000010', name: '东莞样例复合材料有限公司' }
const head = {
  book: 'C520720A0001',
  listKind: 'ordinary' as const,
  operatingEnterprise: firm,
  processingEnterprise: firm,
  declarant: firm,
  inputBy: firm,
  port: '5207',
  competentCustoms: '5207',
  transport: '4',
  country: 'HKG',
  declared: 'declared' as const,
}

/** An import of material that is right in every line. */
export const exampleImport: ChecklistWire = {
  head: { ...head, ownNumber: 'I-2020-001', goodsKind: 'material', tradeMode: '0615' },
  lines: [
    {
      no: 1,
      seq: 1,
      part: 'M1',
      hsCode: '3907300001',
      name: '环氧树脂',
      specification: '无牌',
      declaredUnit: '035',
      legalUnit: '035',
      quantity: '500',
      legalQuantity: '500',
      price: '8.5',
      total: '4250',
      currency: 'USD',
      country: 'TWN',
      destination: 'CHN',
      levyMode: '3',
      dangerous: 'no',
    },
  ],
}

/** An export of product that is right in every line. */
export const exampleExport: ChecklistWire = {
  head: { ...head, ownNumber: 'E-2020-001', goodsKind: 'product', tradeMode: '0615' },
  lines: [
    {
      no: 1,
      seq: 1,
      part: 'P1',
      hsCode: '6815993900',
      name: '碳纤维预浸物',
      specification: '无牌',
      declaredUnit: '035',
      legalUnit: '035',
      quantity: '400',
      legalQuantity: '400',
      price: '30',
      total: '12000',
      currency: 'USD',
      country: 'CHN',
      destination: 'TWN',
      levyMode: '3',
      version: '0',
      dangerous: 'no',
    },
  ],
}

/** A re-export of material that is right in every line. */
export const exampleReexport: ChecklistWire = {
  head: { ...head, ownNumber: 'R-2020-001', goodsKind: 'material', tradeMode: '0664' },
  lines: [
    { ...exampleImport.lines[0], quantity: '10', legalQuantity: '10', total: '85', country: 'CHN', destination: 'TWN' },
  ],
}

/** A checklist with one thing changed. */
export function checklistWith(from: ChecklistWire, change: (wire: ChecklistWire) => void): ChecklistWire {
  const wire = structuredClone(from)
  change(wire)
  return wire
}

/** The book behind the examples, as the facts tell it. */
export const exampleBook = {
  book: 'C520720A0001',
  ownNumber: 'HB-2020-001',
  kind: 'C' as const,
  tradeMode: '0615',
  operatingCustomsCode: firm.customsCode,
  operatingCreditCode: firm.creditCode,
  operatingName: firm.name,
  processingCustomsCode: firm.customsCode,
  processingCreditCode: firm.creditCode,
  processingName: firm.name,
  declarantCustomsCode: firm.customsCode,
  declarantCreditCode: firm.creditCode,
  declarantName: firm.name,
  competentCustoms: '5207',
  importCurrency: 'USD',
  exportCurrency: 'USD',
  declarationStage: 'beforeExport' as const,
  validFrom: '2020-01-02',
  validTo: '2020-12-31',
  amendments: 0,
  state: 'active' as const,
  filing: '00000000-0000-7000-8000-000000000000',
}
const line = {
  book: 'C520720A0001',
  specification: '无牌',
  declaredUnit: '035',
  legalUnit: '035',
  currency: 'USD',
  country: 'TWN',
  levyMode: '3',
  domestic: false,
}
export const exampleBookLines = {
  material: {
    ...line,
    side: 'I' as const,
    seq: 1,
    part: 'M1',
    hsCode: '3907300001',
    name: '环氧树脂',
    price: '8.5',
    quantity: '1030.92784',
    total: '8762.88664',
  },
  product: {
    ...line,
    side: 'E' as const,
    seq: 1,
    part: 'P1',
    hsCode: '6815993900',
    name: '碳纤维预浸物',
    price: '30',
    quantity: '1000',
    total: '30000',
  },
}
export const exampleRecipe = {
  product: 1,
  version: '0',
  material: 1,
  net: '1',
  tangible: '3',
  intangible: '0',
  bondedShare: '100',
  validFrom: '1900-01-01',
  state: 2,
}
