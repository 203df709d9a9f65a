export { sales } from './register.ts'
