export { book, bookLines } from './facts.ts'
export { type HandbookLineRow, type HandbookRow, handbooks } from './register.ts'
