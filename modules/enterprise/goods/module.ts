import { defineModule } from '@jiamao/platform/filing/define'
import { item } from './filings/item.ts'
import { mergeRelation } from './filings/merge-relation.ts'
import { items, mergeRelations, parts } from './register.ts'

/** 商品与归并. Part numbers, codes, units and what counts as one item: entered once, prefilled everywhere (R2). */
export default defineModule({
  id: 'enterprise/goods',
  no: 2,
  name: { zh: '商品与归并', en: 'Goods and merging' },
  party: 'enterprise',
  filings: [item, mergeRelation],
  registers: [parts, items, mergeRelations],
  migrations: new URL('./migrations/', import.meta.url),
})
