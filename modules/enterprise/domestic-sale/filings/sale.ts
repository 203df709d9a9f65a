import { type ActGiven, defineFiling } from '@jiamao/platform/filing/define'
import {
  asRegistered,
  entryOf,
  receiptsOfChecklist,
  stagesOfChecklist,
  toInv101,
  touches,
} from '../../checklist/index.ts'
import { saleChecks } from '../checks.ts'
import { Memo, Payment, Release, Sale, type SaleContent } from '../content.ts'
import { exampleSale } from '../example.ts'
import { prefill } from '../prefill.ts'
import { asSold } from '../register.ts'

const states = { imported: 'declared', memo: 'due', paid: 'paid', released: 'released' } as const
const lists = { imported: 'imported', reserved: 'reserved' } as const

/** What a stage does to the list and to the sale. */
function atStage(content: SaleContent, stage: string, given: ActGiven) {
  const list = lists[stage as keyof typeof lists]
  const sale = states[stage as keyof typeof states]
  return [...(list ? asRegistered(content, 'I', list, given) : []), ...(sale ? [asSold(content, sale, given)] : [])]
}

/** 料件内销. Bonded material is sold at home: duty, VAT and deferred interest fall due (R7.13). */
export const sale = defineFiling({
  id: 'enterprise.domestic-sale',
  name: { zh: '料件内销', en: 'Domestic sale of material' },
  ground: 'Order 219; R7.13',
  document: 'checklist',
  content: Sale,
  filer: { party: 'enterprise', role: 'customsClerk', mandate: 'allowed' },
  signed: ['submit'],
  key: ({ head }) => head.ownNumber,
  title: ({ head }) => ({
    zh: `料件内销 ${head.ownNumber} · ${head.book}`,
    en: `Domestic sale ${head.ownNumber} · ${head.book}`,
  }),
  touches: (wire) => touches('I')({ ...wire, head: { tradeMode: '0644', ...wire.head } } as never),
  prefill,
  checks: saleChecks,
  views: {
    everything: {
      name: { zh: '全部', en: 'Everything' },
      parts: ['head', 'sale', 'lines', 'tax'],
      ground: 'GAC 23/2018',
    },
    duty: { name: { zh: '税款', en: 'Duty lines' }, parts: ['head', 'sale', 'tax'], ground: 'R8.41' },
    header: { name: { zh: '表头', en: 'Head' }, parts: ['head', 'sale'], ground: 'DS-06' },
  },
  reserve: (content, { on }) => entryOf(content, 'I', on),
  accept: (content, given) => [
    { act: 'settle', as: 'final', on: given.on },
    ...asRegistered(content, 'I', 'final', given),
    asSold(content, 'final', given),
  ],
  stage: atStage,
  messages: [
    { type: 'INV101', to: 'customs', view: 'everything', on: 'submit', direction: () => 'I', body: toInv101('I') },
  ],
  receipts: receiptsOfChecklist,
  stages: {
    ...stagesOfChecklist,
    memo: { zh: '税款缴款书已填发', en: 'Payment memo issued' },
    paid: { zh: '已缴税', en: 'Tax paid' },
    released: { zh: '已放行', en: 'Released' },
  },
  entered: {
    memo: { party: 'customs', role: 'officer', values: Memo },
    paid: { party: 'customs', role: 'officer', values: Payment },
    released: { party: 'customs', role: 'officer', values: Release },
  },
  example: exampleSale,
})
