export { firm, firmFields } from './firm.ts'
