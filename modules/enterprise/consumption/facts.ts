/** What is known of the consumption of the products that a content names, down to the last material. */
import { group, list, text } from '@jiamao/kernel/fields'
import { defineFact } from '@jiamao/platform/policy/define'
import { consumptionRows, consumptionVersions } from './register.ts'

/**
 * All versions of the parts that the content names, and of whatever they are made of, for every book and for the one it
 * names.
 */
export const versions = defineFact({
  id: 'consumption.versions',
  name: { zh: '单耗版本', en: 'Consumption versions' },
  moves: 'slowly',
  value: list(consumptionVersions.columns, { zh: '单耗版本', en: 'Consumption versions', max: 100_000 }),
})

/** The rows of those versions. */
export const versionRows = defineFact({
  id: 'consumption.rows',
  name: { zh: '单损耗', en: 'Consumption rows' },
  moves: 'slowly',
  value: list(consumptionRows.columns, { zh: '单损耗', en: 'Consumption rows', max: 1_000_000 }),
})

/** Which versions a posting of some book has used: declared for export, transfer or sale (R3.12). */
export const usedVersions = defineFact({
  id: 'consumption.used',
  name: { zh: '已使用的单耗版本', en: 'Used versions' },
  moves: 'book',
  value: list(
    group(
      { zh: '已使用', en: 'Used' },
      {
        product: text({ zh: '成品料号', en: 'Product part', max: 32 }),
        version: text({ zh: '单耗版本号', en: 'Version', max: 8 }),
        book: text({ zh: '手(账)册编号', en: 'Book', max: 12 }),
      },
    ),
    { zh: '已使用', en: 'Used versions', max: 100_000 },
  ),
})
