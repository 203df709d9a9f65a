export { type GoodsLine, goodsChecks } from './line-checks.ts'
export { legalQuantity, metricFactor } from './units.ts'
