import { defineModule } from '@jiamao/platform/filing/define'
import { registration } from './filings/register.ts'
import { enterprises } from './register.ts'

/** 企业备案. One record per enterprise, bound to all agencies' numbers (R1.1). */
export default defineModule({
  id: 'enterprise/registry',
  no: 1,
  name: { zh: '企业备案', en: 'Enterprise registry' },
  party: 'enterprise',
  filings: [registration],
  registers: [enterprises],
  migrations: new URL('./migrations/', import.meta.url),
})
