import { defineFiling, type Filing } from '@jiamao/platform/filing/define'
import type { Direction } from '@jiamao/platform/ledger/kinds'
import type { Check } from '@jiamao/platform/policy/define'
import { goodsChecks } from '../../goods/index.ts'
import { bookInForce, linesOfBook, mode, quantityLeft } from '../checks/book.ts'
import { empty, overBalanceOf, undeclared, version, versionDate } from '../checks/consumption.ts'
import { conversion, declaration, total } from '../checks/lines.ts'
import { Checklist, type ChecklistWire } from '../content.ts'
import { checklistWith, exampleExport, exampleImport, exampleReexport } from '../example.ts'
import { receiptsOfChecklist, stagesOfChecklist, toInv101 } from '../messages.ts'
import { entryOf, sideOf } from '../movement.ts'
import { prefill, touches } from '../prefill.ts'
import { asRegistered } from '../register.ts'

const goods = goodsChecks({
  of: Checklist,
  lines: (content) => content.lines.map((line, i) => ({ ...line, at: `/lines/${i}`, side: sideOf(content) })),
  example: exampleImport,
  exampleWith: (change) =>
    checklistWith(exampleImport, ({ lines }) => {
      Object.assign(lines[0], change)
    }),
})

const common = (direction: Direction) => [
  bookInForce(direction),
  linesOfBook,
  mode(direction),
  quantityLeft(direction),
  total,
  conversion,
  declaration,
  ...goods,
]
const outgoing = [empty, version, versionDate, undeclared, overBalanceOf('E')]

/** What the three checklists share; they differ in direction, checks and words. */
function checklist(
  direction: Direction,
  given: {
    id: `enterprise.${string}`
    name: Filing['name']
    checks: readonly Check<typeof Checklist>[]
    example: ChecklistWire
  },
) {
  return defineFiling({
    ...given,
    ground: 'GAC 23/2018; R6.1',
    document: 'checklist',
    content: Checklist,
    filer: { party: 'enterprise', role: 'customsClerk', mandate: 'allowed' },
    key: ({ head }) => head.ownNumber,
    value: ({ lines }) => lines.reduce((sum, { total }) => sum + total, 0n),
    title: ({ head }) => ({
      zh: `${given.name.zh} ${head.ownNumber} · ${head.book}`,
      en: `${given.name.en} ${head.ownNumber} · ${head.book}`,
    }),
    touches: touches(direction),
    prefill: prefill(direction),
    views: {
      everything: { name: { zh: '全部', en: 'Everything' }, parts: ['head', 'lines'], ground: 'GAC 23/2018' },
      header: { name: { zh: '表头', en: 'Head' }, parts: ['head'], ground: 'R4.18' },
    },
    reserve: (content, { on }) => entryOf(content, direction, on),
    accept: (content, acting) => [
      { act: 'settle', as: 'final', on: acting.on },
      ...asRegistered(content, direction, 'final', acting),
    ],
    stage: (content, stage, acting) =>
      stage === 'imported'
        ? asRegistered(content, direction, 'imported', acting)
        : stage === 'reserved'
          ? asRegistered(content, direction, 'reserved', acting)
          : [],
    messages: [
      {
        type: 'INV101',
        to: 'customs',
        view: 'everything',
        on: 'submit',
        direction: () => direction,
        body: toInv101(direction),
      },
    ],
    receipts: receiptsOfChecklist,
    stages: stagesOfChecklist,
    sheets: [
      { part: 'head', sheet: ['表头'], form: 'pairs' },
      { part: 'lines', sheet: ['表体', '明细'], form: 'table' },
    ],
  })
}

/** 进口核注清单. Bonded material comes in, or goods come back (R6.1). */
export const importList = checklist('I', {
  id: 'enterprise.checklist.import',
  name: { zh: '进口核注清单', en: 'Import checklist' },
  checks: common('I'),
  example: exampleImport,
})

/** 出口核注清单. Products leave; the gate shows whether the imports can have made them (R4.11). */
export const exportList = checklist('E', {
  id: 'enterprise.checklist.export',
  name: { zh: '出口核注清单', en: 'Export checklist' },
  checks: [...common('E'), ...outgoing],
  example: exampleExport,
})

/** 料件复出. Material that was imported leaves again as it came (R7.31). */
export const reexport = checklist('E', {
  id: 'enterprise.material-reexport',
  name: { zh: '料件复出', en: 'Re-export of material' },
  checks: [...common('E'), overBalanceOf('E')],
  example: exampleReexport,
})
