export { registration } from './facts.ts'
export { firm, firmFields } from './firm.ts'
