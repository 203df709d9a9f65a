export { readCustomsReceipt } from './receipts.ts'
