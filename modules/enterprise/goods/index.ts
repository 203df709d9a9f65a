export { type BookGoods, bookGoods, type KnownGoods } from './book-goods.ts'
export type { GoodsWire, RelationWire } from './content.ts'
export { items, linesOfNamedBook, namedBook, parts, relations } from './facts.ts'
export { type GoodsLine, goodsChecks } from './line-checks.ts'
export { goodsNamed } from './named.ts'
export {
  impactOf,
  type JudgedGroup,
  judgeGroups,
  type MergeGroup,
  type PartLine,
  proposeMerging,
} from './propose-merging.ts'
export { everyBook, type ItemRow, type PartRow, type RelationRow } from './register.ts'
export { type RelationAsked, relationsOn } from './relations.ts'
export { legalQuantity, metricFactor } from './units.ts'
