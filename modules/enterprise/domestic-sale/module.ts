import { defineModule } from '@jiamao/platform/filing/define'
import { sale } from './filings/sale.ts'
import { sales } from './register.ts'

/** 内销管理. Bonded goods sold at home, with duty, VAT and deferred interest (R7.13–R7.24). */
export default defineModule({
  id: 'enterprise/domestic-sale',
  no: 9,
  name: { zh: '内销管理', en: 'Domestic sale' },
  party: 'enterprise',
  filings: [sale],
  registers: [sales],
  migrations: new URL('./migrations/', import.meta.url),
})
