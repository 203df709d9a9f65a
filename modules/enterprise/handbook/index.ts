export { book, bookLines } from './facts.ts'
export type { HandbookLineRow } from './line-registers.ts'
export { linesOf, type Merging, mergeParts, uncovered } from './merge-parts.ts'
export { type HandbookRow, handbooks } from './register.ts'
