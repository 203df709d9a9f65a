/** 商品备案, 归并关系. What a firm makes things of and what it makes, entered once; every book is prefilled from it (R2.7). */
import {
  bookNumber,
  type Content,
  content,
  day,
  flag,
  group,
  list,
  optional,
  text,
  type Wire,
} from '@jiamao/kernel/fields'
import { Item, Part, RelationLine } from './lines.ts'

const ownNumber = text({ zh: '企业内部编号', en: 'Own number', max: 64, source: 'e', once: true, ground: 'R6.10' })
const remark = optional(text({ zh: '备注', en: 'Remark', max: 4000, source: 'e', ground: 'R2.8' }))

/** Most lines of one filing: what one sheet may hold (S8.4). */
const most = 100_000

/**
 * Parts and items, new ones and corrections. A number that is registered already is corrected: what its line leaves out
 * stays as it is. `mark: end` ends it and needs nothing but the number.
 */
export const Goods = content({
  head: group({ zh: '表头', en: 'Head' }, { ownNumber, remark }),
  parts: optional(list(Part, { zh: '料号', en: 'Parts', key: 'part', max: most })),
  items: optional(list(Item, { zh: '备案商品', en: 'Items', max: most })),
})

/** Which parts count as which item, from a day on. Without a book it holds for the books that are set up after it. */
export const Relation = content({
  head: group(
    { zh: '表头', en: 'Head' },
    {
      ownNumber,
      // Optional, against the field list: a handbook is set up from the relation before it has a number.
      book: optional(
        bookNumber({ zh: '手(账)册编号', en: 'Book', source: 'e', ground: 'R2.8', titles: ['手册编号', '备案编号'] }),
      ),
      validFrom: day({ zh: '生效日期', en: 'Valid from', source: 'e', once: true, ground: 'R2.8' }),
      filedBefore2020: optional(flag({ zh: '须申报', en: 'Reviewed by customs', source: 'c', ground: 'R2.11' })),
      remark,
    },
  ),
  lines: list(RelationLine, { zh: '归并关系', en: 'Relation', key: 'part', max: most }),
})

export type GoodsContent = Content<typeof Goods>
export type GoodsWire = Wire<typeof Goods>
export type RelationContent = Content<typeof Relation>
export type RelationWire = Wire<typeof Relation>
export type PartContent = NonNullable<GoodsContent['parts']>[number]
export type ItemContent = NonNullable<GoodsContent['items']>[number]
export type RelationLineContent = RelationContent['lines'][number]
