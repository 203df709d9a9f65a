export { book, bookLines } from './facts.ts'
export type { HandbookLineRow } from './line-registers.ts'
export { type HandbookRow, handbooks } from './register.ts'
