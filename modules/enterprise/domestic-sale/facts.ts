/** What is known of a book's imports when material of it is sold. */
import { amount, code, day, group, list, quantity, text, whole } from '@jiamao/kernel/fields'
import { defineFact } from '@jiamao/platform/policy/define'

/** Imports of each material sold: quantity and exact value, by currency and origin (R7.20). */
export const imports = defineFact({
  id: 'sale.imports',
  name: { zh: '料件进口', en: 'Imports of the material' },
  moves: 'book',
  value: list(
    group(
      { zh: '进口', en: 'Imports' },
      {
        seq: whole({ zh: '料件序号', en: 'Material', max: 999_999_999 }),
        currency: code({ zh: '币制', en: 'Currency', list: 'currency' }),
        country: code({ zh: '原产国', en: 'Origin', list: 'country' }),
        quantity: quantity({ zh: '进口数量', en: 'Quantity imported' }),
        value: text({ zh: '数量×单价之和', en: 'Sum of quantity × price, 10⁻¹⁰', max: 40 }),
      },
    ),
    { zh: '进口', en: 'Imports', max: 100_000 },
  ),
})

/** The first day material came in on the book: interest runs from it (R7.23). */
export const firstImport = defineFact({
  id: 'sale.first-import',
  name: { zh: '首批料件进口日期', en: 'First import of the book' },
  moves: 'book',
  value: list(group({ zh: '首批进口', en: 'First import' }, { on: day({ zh: '日期', en: 'Day' }) }), {
    zh: '首批进口',
    en: 'First import',
    max: 1,
  }),
})

/** Value imported and value sold at home on the book so far, in one currency (COM-12). */
export const shares = defineFact({
  id: 'sale.shares',
  name: { zh: '进口与内销金额', en: 'Value imported and sold' },
  moves: 'book',
  value: list(
    group(
      { zh: '金额', en: 'Values' },
      {
        currency: code({ zh: '币制', en: 'Currency', list: 'currency' }),
        imported: amount({ zh: '进口金额', en: 'Value imported' }),
        sold: amount({ zh: '已内销金额', en: 'Value sold so far' }),
      },
    ),
    { zh: '金额', en: 'Values', max: 30 },
  ),
})
