import { checklistWith, exampleImport } from '../checklist/index.ts'
import type { SaleWire } from './content.ts'

const { head, lines } = checklistWith(exampleImport, (wire) => {
  Object.assign(wire.head, { ownNumber: 'S-2020-001', tradeMode: '0644', transport: '9', country: 'CHN' })
  Object.assign(wire.lines[0], { quantity: '10', legalQuantity: '10', total: '85', levyMode: '1' })
})

/** A sale of ten kilograms that is right in every figure, at a rate of 7 yuan. */
export const exampleSale: SaleWire = {
  head,
  sale: { reason: '订单减少，料件内销', dutyTotal: '0', vatTotal: '82.38', interestTotal: '0.07' },
  lines,
  tax: [
    {
      no: 1,
      valueMethod: 'weightedAverage',
      currency: 'USD',
      exchangeRate: '7',
      customsValue: '595',
      dutyRate: '6.5',
      duty: '38.68',
      vatRate: '13',
      vat: '82.38',
      interestFrom: '2020-01-06',
      interestTo: '2020-03-02',
      interestDays: 56,
      interestRate: '0.35',
      interest: '0.07',
      interestWaived: false,
    },
  ],
}

/** The sale with one thing changed. */
export function saleWith(change: (wire: SaleWire) => void): SaleWire {
  const wire = structuredClone(exampleSale)
  change(wire)
  return wire
}
