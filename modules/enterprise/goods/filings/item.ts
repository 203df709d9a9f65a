import { type Act, type ActGiven, defineFiling } from '@jiamao/platform/filing/define'
import { correctionChecks } from '../checks/corrections.ts'
import { itemChecks } from '../checks/items.ts'
import { Goods, type ItemContent, type PartContent } from '../content.ts'
import { exampleGoods } from '../example.ts'
import { prefill } from '../prefill.ts'
import { type ItemRow, items, type PartRow, parts } from '../register.ts'

/** 商品备案. Parts and items are entered once; what names them afterwards is prefilled from here (R2.7). Decided by the rules. */
export const item = defineFiling({
  id: 'enterprise.item',
  name: { zh: '商品备案', en: 'Parts and items' },
  ground: 'R2.7',
  document: 'item',
  content: Goods,
  filer: { party: 'enterprise', role: 'customsClerk', mandate: 'allowed' },
  key: ({ head }) => head.ownNumber,
  title: ({ head, parts: partLines = [], items: itemLines = [] }) => ({
    zh: `商品备案 ${head.ownNumber}：${partLines.length} 个料号，${itemLines.length} 个项号`,
    en: `Goods ${head.ownNumber}: ${partLines.length} parts, ${itemLines.length} items`,
  }),
  prefill,
  checks: [...itemChecks, ...correctionChecks],
  views: {
    everything: { name: { zh: '全部', en: 'Everything' }, parts: ['head', 'parts', 'items'], ground: 'R2.7' },
  },
  accept: ({ parts: partLines = [], items: itemLines = [] }, given): Act[] => [
    { act: 'put', register: parts.id, rows: partLines.map((line) => partRow(line, given)) },
    { act: 'put', register: items.id, rows: itemLines.map((line) => itemRow(line, given)) },
  ],
  sheets: [
    { part: 'head', sheet: ['表头'], form: 'pairs' },
    { part: 'parts', sheet: ['料号', '归并前'], form: 'table' },
    { part: 'items', sheet: ['备案商品', '项号', '归并后'], form: 'table' },
  ],
  example: exampleGoods,
})

const life = (mark: PartContent['mark'], { on, filing }: ActGiven) => ({
  state: mark === 'end' ? ('ended' as const) : ('recorded' as const),
  changedOn: on,
  ...(mark === 'end' ? { endedOn: on } : {}),
  filing,
})

function partRow({ mark, ...line }: PartContent, given: ActGiven): PartRow {
  return { ...line, ...life(mark, given) }
}

/** The lists of the day are asked again whenever a book names the item: what they said today is not kept (R2.13). */
function itemRow(line: ItemContent, given: ActGiven): ItemRow {
  const { mark, prohibitedCatalogue: _prohibited, restrictedCatalogue: _restricted, ...rest } = line
  const { legalUnit, factor } = rest
  // R2.LEGAL_UNIT, R2.LEGAL_UNIT_GIVEN and R2.FACTOR_OWN have seen that both are there.
  if (legalUnit === undefined || factor === undefined) throw new Error(`item ${line.item} was accepted without units`)
  return {
    ...rest,
    legalUnit,
    factor,
    averageWeight: rest.averageWeight ?? false,
    consumable: rest.consumable ?? false,
    domestic: rest.domestic ?? false,
    keyGoodsMark: rest.keyGoodsMark ?? 'none',
    ...life(mark, given),
  }
}
