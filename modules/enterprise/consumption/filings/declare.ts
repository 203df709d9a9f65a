import { type Act, type ActGiven, defineFiling } from '@jiamao/platform/filing/define'
import { everyBook } from '../../goods/index.ts'
import { figureChecks } from '../checks/figures.ts'
import { frozenChecks } from '../checks/frozen.ts'
import { rowChecks } from '../checks/goods.ts'
import { levelChecks } from '../checks/levels.ts'
import { massChecks } from '../checks/mass.ts'
import { versionChecks } from '../checks/versions.ts'
import { Declaration, type DeclarationContent } from '../content.ts'
import { exampleDeclaration } from '../example.ts'
import { prefill, touches } from '../prefill.ts'
import { type ConsumptionRow, consumptionRows, consumptionVersions, type VersionRow } from '../register.ts'
import { filedVersions } from '../versions.ts'

/**
 * 单耗申报. Versions of a firm's products are declared, corrected before they are used, and ended (R3.10, R3.12). Decided
 * by the rules; customs is told, and looks at what is held.
 */
export const declare = defineFiling({
  id: 'enterprise.consumption',
  name: { zh: '单耗申报', en: 'Consumption: declaration of a version' },
  ground: 'Order 155; R3.10',
  document: 'consumption',
  content: Declaration,
  filer: { party: 'enterprise', role: 'customsClerk', mandate: 'allowed' },
  key: ({ head }) => head.ownNumber,
  title: (content) => {
    const filed = filedVersions(content)
    const names = filed
      .slice(0, 3)
      .map(({ product, version }) => `${product}/${version}`)
      .join('、')
    return {
      zh: `单耗申报 ${content.head.ownNumber}：${names}${filed.length > 3 ? ` 等 ${filed.length} 个版本` : ''}`,
      en: `Consumption ${content.head.ownNumber}: ${names}${filed.length > 3 ? ` and others, ${filed.length} versions` : ''}`,
    }
  },
  touches,
  prefill,
  checks: [...rowChecks, ...figureChecks, ...versionChecks, ...levelChecks, ...frozenChecks, ...massChecks],
  views: {
    everything: {
      name: { zh: '全部', en: 'Everything' },
      parts: ['head', 'consumption', 'endings'],
      ground: 'Order 155; R3.14',
    },
  },
  accept: (content, given): Act[] => [
    { act: 'put', register: consumptionVersions.id, rows: versionRowsOf(content, given) },
    { act: 'put', register: consumptionRows.id, rows: content.consumption.map((row) => rowOf(content, row, given)) },
    ...(content.endings ?? []).map(
      ({ productPart, version, validTo }): Act => ({
        act: 'move',
        register: consumptionVersions.id,
        key: { book: content.head.book ?? everyBook, product: productPart, version },
        event: 'end',
        set: { validTo },
      }),
    ),
  ],
  sheets: [
    { part: 'head', sheet: ['表头'], form: 'pairs' },
    { part: 'consumption', sheet: ['单损耗', '单耗'], form: 'table' },
    { part: 'endings', sheet: ['版本终止'], form: 'table' },
  ],
  example: exampleDeclaration,
})

const versionRowsOf = (content: DeclarationContent, { on, filing }: ActGiven): VersionRow[] =>
  filedVersions(content).map(({ uses: _, at: _at, ...version }) => ({ ...version, changedOn: on, filing }))

function rowOf(
  { head }: DeclarationContent,
  row: DeclarationContent['consumption'][number],
  { filing }: ActGiven,
): ConsumptionRow {
  return {
    filing,
    book: head.book ?? everyBook,
    product: row.productPart,
    version: row.version,
    material: row.materialPart,
    unitConsumption: row.unitConsumption,
    net: row.net,
    tangible: row.tangible,
    intangible: row.intangible,
    bondedShare: row.bondedShare,
    executionMark: row.executionMark ?? 'running',
    consumptionStandard: row.consumptionStandard,
  }
}
