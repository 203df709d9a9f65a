import type { HandbookWire } from './content.ts'

/** A small handbook that is right in every line: example of the filing type, and what the checks' cases start from. */
export const exampleHandbook: HandbookWire = {
  head: {
    ownNumber: 'HB-2020-001',
    competentCustoms: '5207',
    bookKind: 'importedMaterials',
    operatingEnterprise: {
      customsCode: '4419940001',
      creditCode: '91441900MA00000010',
      name: '东莞样例复合材料有限公司',
    },
    processingEnterprise: {
      customsCode: '4419940001',
      creditCode: '91441900MA00000010',
      name: '东莞样例复合材料有限公司',
      district: '44199',
    },
    declarant: { customsCode: '4419940001', creditCode: '91441900MA00000010', name: '东莞样例复合材料有限公司' },
    tradeMode: '0615',
    importContract: '2020-IM-001',
    exportContract: '2020-EX-001',
    validTo: '2020-12-31',
    levyNature: '503',
    processingType: '44',
    importCurrency: 'USD',
    exportCurrency: 'USD',
    declarationStage: 'beforeExport',
    inputBy: { customsCode: '4419940001', creditCode: '91441900MA00000010', name: '东莞样例复合材料有限公司' },
    contact: '样例联系人',
    contactPhone: '13800000000',
  },
  materials: [
    {
      seq: 1,
      part: 'M1',
      hsCode: '3907300001',
      name: '环氧树脂',
      specification: '无牌',
      declaredUnit: '035',
      legalUnit: '035',
      price: '8.5',
      currency: 'USD',
      quantity: '1030.92784',
      total: '8762.88664',
      country: 'TWN',
      levyMode: '3',
    },
  ],
  products: [
    {
      seq: 1,
      part: 'P1',
      hsCode: '6815993900',
      name: '碳纤维预浸物',
      specification: '无牌',
      declaredUnit: '035',
      legalUnit: '035',
      price: '30',
      currency: 'USD',
      quantity: '1000',
      total: '30000',
      country: 'TWN',
      levyMode: '3',
    },
  ],
  consumption: [
    {
      no: 1,
      productSeq: 1,
      materialSeq: 1,
      version: '0',
      net: '1',
      tangible: '3',
      intangible: '0',
      bondedShare: '100',
    },
  ],
}

type Change = (wire: HandbookWire) => void

/** The example with one thing changed. */
export function exampleWith(change: Change): HandbookWire {
  const wire = structuredClone(exampleHandbook)
  change(wire)
  return wire
}
