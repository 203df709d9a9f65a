import type { ReportWire } from './content.ts'

const firm = { customsCode: '4419940001', creditCode: '91441900MA00000010', name: '东莞样例复合材料有限公司' }
const none = '0'

/** W1 of the rulebook as a report: 1000 in, 700 products out, 97.93814 re-exported, nothing left. */
export const exampleReport: ReportWire = {
  head: {
    book: 'C520720A0001',
    reportNo: 1,
    reportKind: 'normal',
    from: '2020-01-02',
    to: '2020-06-10',
    competentCustoms: '5207',
    operatingEnterprise: firm,
    processingEnterprise: firm,
    importLists: 1,
    exportLists: 2,
    materialCount: 1,
    productCount: 1,
    importValue: '8500',
    exportValue: '21000',
    consumptionMethod: 'unitConsumption',
    dueOn: '2021-01-30',
  },
  balance: [
    {
      seq: 1,
      hsCode: '3907300001',
      name: '环氧树脂',
      declaredUnit: '035',
      theoretical: none,
      reported: none,
      difference: none,
      ratio: none,
    },
  ],
  terms: [
    {
      seq: 1,
      hsCode: '3907300001',
      name: '环氧树脂',
      declaredUnit: '035',
      opening: none,
      materialImport: '1000',
      transferIn: none,
      carryIn: none,
      exchangeIn: none,
      exchangeOut: none,
      materialReexport: '97.93814',
      carryOut: none,
      materialSale: none,
      productSale: none,
      defectiveSale: none,
      followUpDuty: none,
      materialDestruction: none,
      defectiveDestruction: none,
      adjustAdd: none,
      adjustReduce: none,
      consumption: '902.06186',
      tangible: '27.06186',
      intangible: none,
      scrapDisposed: '27.06186',
      scrapBalance: none,
    },
  ],
  products: [
    {
      seq: 1,
      hsCode: '6815993900',
      version: '0',
      productExport: '700',
      transferOut: none,
      productReturn: none,
      productReexport: none,
      productRelief: none,
      netQuantityOut: '700',
    },
  ],
  lists: [
    { list: 'QD520720I000000001', direction: 'I' },
    { list: 'QD520720E000000001', direction: 'E' },
    { list: 'QD520720E000000002', direction: 'E' },
  ],
}

/** The report with one thing changed. */
export function reportWith(change: (wire: ReportWire) => void): ReportWire {
  const wire = structuredClone(exampleReport)
  change(wire)
  return wire
}
