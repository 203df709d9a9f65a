/** What is known of the goods that a content names: by `part`, `productPart`, `materialPart`, by `item`, or by `seq`. */
import { bookNumber, choice, day, flag, group, list, optional, text, whole } from '@jiamao/kernel/fields'
import { defineFact } from '@jiamao/platform/policy/define'
import { item, kind } from './lines.ts'
import { items as itemRegister, mergeRelations, parts as partRegister } from './register.ts'

const most = 100_000

/** Items that the content names, and those that its parts are merged into. */
export const items = defineFact({
  id: 'goods.items',
  name: { zh: '备案商品', en: 'Items' },
  moves: 'slowly',
  value: list(itemRegister.columns, { zh: '备案商品', en: 'Items', max: most }),
})

/** Parts that the content names, and those merged into an item that it names by its number alone. */
export const parts = defineFact({
  id: 'goods.parts',
  name: { zh: '料号', en: 'Parts' },
  moves: 'slowly',
  value: list(partRegister.columns, { zh: '料号', en: 'Parts', max: most }),
})

/**
 * Relations of those parts, and of all parts that were ever merged into an item that the content names: of every book
 * and of the one it names. Of each part the row of the day and all later ones; `relationOf` says which holds.
 */
export const relations = defineFact({
  id: 'goods.relations',
  name: { zh: '归并关系', en: 'Merging relations' },
  moves: 'slowly',
  value: list(mergeRelations.columns, { zh: '归并关系', en: 'Merging relations', max: most }),
})

/** What holds a part or an item that the content names: a relation, a consumption version, an open book. One example each. */
export const uses = defineFact({
  id: 'goods.uses',
  name: { zh: '料号和商品的使用', en: 'Uses of parts and items' },
  moves: 'slowly',
  value: list(
    group(
      { zh: '使用', en: 'Use' },
      {
        part: optional(text({ zh: '料号', en: 'Part', max: 32 })),
        kind: optional(kind),
        item: optional(item),
        by: choice({
          zh: '使用者',
          en: 'Used by',
          of: {
            relation: { zh: '归并关系', en: 'merging relation', code: 'relation' },
            consumption: { zh: '单耗版本', en: 'consumption version', code: 'consumption' },
            book: { zh: '手(账)册', en: 'book', code: 'book' },
          },
        }),
        number: text({ zh: '编号', en: 'Number', max: 64 }),
      },
    ),
    { zh: '使用', en: 'Uses', max: most },
  ),
})

/** The book that the content names in its head. */
export const namedBook = defineFact({
  id: 'goods.book',
  name: { zh: '手册', en: 'Book' },
  moves: 'slowly',
  value: list(
    group(
      { zh: '手册', en: 'Book' },
      {
        book: bookNumber({ zh: '手册编号', en: 'Book' }),
        state: text({ zh: '状态', en: 'State', max: 16 }),
        declarationStage: choice({
          zh: '单耗申报环节',
          en: 'Stage at which consumption is declared',
          of: {
            beforeExport: { zh: '出口前', en: 'Before export', code: '1' },
            beforeWriteOff: { zh: '报核前', en: 'Before write-off', code: '2' },
          },
        }),
      },
    ),
    { zh: '手册', en: 'Book', max: 1 },
  ),
})

/** Lines of that book which carry a part that the content names, itself or by the line's number; and whether a posting used them. */
export const linesOfNamedBook = defineFact({
  id: 'goods.book-lines',
  name: { zh: '手册中的料号', en: 'Parts in the book' },
  moves: 'book',
  value: list(
    group(
      { zh: '手册明细', en: 'Book line' },
      {
        side: choice({
          zh: '料件成品标记',
          en: 'Side',
          of: { I: { zh: '料件', en: 'Material', code: 'I' }, E: { zh: '成品', en: 'Product', code: 'E' } },
        }),
        seq: whole({ zh: '备案序号', en: 'Book item', max: 999_999_999 }),
        part: text({ zh: '料号', en: 'Part', max: 32 }),
        used: flag({ zh: '已使用', en: 'Used by a posting' }),
        usedOn: optional(day({ zh: '首次使用日期', en: 'First used on' })),
      },
    ),
    { zh: '手册明细', en: 'Book lines', max: most },
  ),
})
