/** 单耗版本. The registers of consumption versions and their rows. */
import { type Content, choice, consumption, day, flag, group, optional, percent, text } from '@jiamao/kernel/fields'
import { defineMachine, defineRegister } from '@jiamao/platform/filing/define'

const filing = text({ zh: '申报', en: 'Filing', max: 36 })
const book = text({ zh: '手(账)册编号，* 为不限', en: 'Book, or * for all', max: 12 })
const product = text({ zh: '成品料号', en: 'Product part', max: 32 })
const version = text({ zh: '单耗版本号', en: 'Version', max: 8 })

/** A version ends by its last day; what was declared or determined stays so (R3.14). */
const life = defineMachine({
  id: 'consumption-version',
  start: 'undeclared',
  final: [],
  rows: [
    { no: 1, from: 'undeclared', on: 'end', to: 'undeclared', by: 'a filing that names its last day' },
    { no: 2, from: 'declared', on: 'end', to: 'declared', by: 'a filing that names its last day' },
    { no: 3, from: 'determined', on: 'end', to: 'determined', by: 'a filing that names its last day' },
  ],
  ignores: [],
})

export const consumptionVersions = defineRegister({
  id: 'consumption-version',
  name: { zh: '单耗版本', en: 'Consumption versions' },
  table: 'register.consumption_version',
  key: ['book', 'product', 'version'],
  machine: life,
  columns: group(
    { zh: '单耗版本', en: 'Consumption version' },
    {
      book,
      product,
      version,
      validFrom: day({ zh: '有效期起', en: 'Valid from' }),
      validTo: optional(day({ zh: '有效期止', en: 'Valid to' })),
      chosenBy: choice({
        zh: '选用方式',
        en: 'Chosen by',
        of: { date: { zh: '按日期', en: 'Date', code: '1' }, name: { zh: '按版本号', en: 'Name', code: '2' } },
      }),
      rework: flag({ zh: '返修用', en: 'For rework' }),
      state: choice({
        zh: '申报状态',
        en: 'State',
        ground: 'R3.14',
        of: {
          undeclared: { zh: '未申报', en: 'Undeclared', code: '1' },
          declared: { zh: '已申报', en: 'Declared', code: '2' },
          determined: { zh: '已确定', en: 'Determined', code: '3' },
        },
      }),
      changedOn: day({ zh: '登记日期', en: 'Recorded or corrected on' }),
      filing,
    },
  ),
})

/**
 * Rows as they were filed. Those of a version are the rows of the filing that its version names: a correction writes
 * rows of its own, and what it replaced stays to be read.
 */
export const consumptionRows = defineRegister({
  id: 'consumption-row',
  name: { zh: '单损耗', en: 'Consumption rows' },
  table: 'register.consumption_row',
  key: ['filing', 'product', 'version', 'material'],
  columns: group(
    { zh: '单损耗', en: 'Consumption row' },
    {
      filing,
      book,
      product,
      version,
      material: text({ zh: '料件料号', en: 'Material part', max: 32 }),
      unitConsumption: optional(consumption({ zh: '单耗', en: 'Unit consumption', secret: true, class: 4 })),
      net: optional(consumption({ zh: '净耗', en: 'Net use', secret: true, class: 4 })),
      tangible: optional(percent({ zh: '有形损耗率', en: 'Tangible loss', secret: true, class: 4 })),
      intangible: optional(percent({ zh: '无形损耗率', en: 'Intangible loss', secret: true, class: 4 })),
      bondedShare: percent({ zh: '保税料件比例', en: 'Bonded share', secret: true, class: 4 }),
      executionMark: choice({
        zh: '企业执行标志',
        en: 'Execution mark',
        of: { running: { zh: '运行', en: 'Running', code: '1' }, stopped: { zh: '停用', en: 'Stopped', code: '2' } },
      }),
      consumptionStandard: optional(text({ zh: '单耗标准号', en: 'Consumption standard', max: 32 })),
    },
  ),
})

export type VersionRow = Content<typeof consumptionVersions.columns>
export type ConsumptionRow = Content<typeof consumptionRows.columns>
