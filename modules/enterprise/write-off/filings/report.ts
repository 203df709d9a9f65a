import { bookNumbers } from '@jiamao/kernel/ids'
import { defineFiling } from '@jiamao/platform/filing/define'
import { checklists } from '../../checklist/index.ts'
import { handbooks } from '../../handbook/index.ts'
import { reportChecks } from '../checks.ts'
import { Report } from '../content.ts'
import { exampleReport } from '../example.ts'
import { receiptsOfReport, toEml121 } from '../messages.ts'
import { prefill } from '../prefill.ts'

/** 报核. The book's balance, ready any night: customs gets all of it, commerce head and balance (R4.18, R8.14). */
export const report = defineFiling({
  id: 'enterprise.write-off.report',
  name: { zh: '报核', en: 'Write-off report' },
  ground: 'Order 219 art. 30; R4.14–R4.18',
  document: 'write-off',
  content: Report,
  filer: { party: 'enterprise', role: 'customsClerk', mandate: 'allowed' },
  // It closes the book: what it says is final.
  risky: ['submit', 'withdraw'],
  signed: ['submit'],
  key: ({ head }) => `${head.book}-${head.reportNo}`,
  title: ({ head }) => ({ zh: `报核 ${head.book}`, en: `Write-off report of ${head.book}` }),
  touches: ({ head }) => (typeof head?.book === 'string' ? { book: head.book, side: 'I', seqs: [] } : undefined),
  prefill,
  checks: reportChecks,
  views: {
    everything: {
      name: { zh: '全部', en: 'Everything' },
      parts: ['head', 'balance', 'terms', 'products', 'lists'],
      ground: 'Order 219 art. 30',
    },
    balance: { name: { zh: '表头与结余', en: 'Head and balance' }, parts: ['head', 'balance'], ground: 'R8.14' },
  },
  stage: ({ head }, stage) =>
    stage === 'imported' ? [{ act: 'move', register: handbooks.id, key: { book: head.book }, event: 'report' }] : [],
  back: ({ head }) => [{ act: 'move', register: handbooks.id, key: { book: head.book }, event: 'return' }],
  accept: ({ head }, { on }) => [
    { act: 'closeBook', book: bookNumbers.parse(head.book), cycle: 1 },
    { act: 'move', register: checklists.id, key: { book: head.book }, event: 'writeOff' },
    { act: 'move', register: handbooks.id, key: { book: head.book }, event: 'close', set: { closedOn: on } },
    { act: 'tell', whom: 'filer', notice: 'write-off.closed', values: { book: head.book } },
    { act: 'tell', whom: 'commerce', notice: 'write-off.closed', values: { book: head.book } },
  ],
  messages: [{ type: 'EML121', to: 'customs', view: 'everything', on: 'submit', body: toEml121 }],
  receipts: receiptsOfReport,
  stages: {
    imported: { zh: '已导入海关客户端', en: 'Imported by the customs client' },
    calculated: { zh: '报核通过', en: 'Report passed' },
    differenceConfirmed: { zh: '差异已确认', en: 'Difference confirmed' },
    manual: { zh: '转人工', en: 'In manual review' },
  },
  example: exampleReport,
})
