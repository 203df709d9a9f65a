import { defineModule } from '@jiamao/platform/filing/define'
import { opinion } from './filings/opinion.ts'
import { opinions } from './register.ts'

/** 核销无纸化意见. Commerce's opinion on head and balance, paperless (R8.14). */
export default defineModule({
  id: 'commerce/opinion',
  no: 25,
  name: { zh: '核销无纸化意见', en: 'Write-off opinion' },
  party: 'commerce',
  filings: [opinion],
  registers: [opinions],
  notices: {
    'opinion.given': {
      name: { zh: '商务部门出具了意见', en: 'Commerce gave its opinion' },
      says: { zh: '商务部门对报核的意见：{answer}。', en: 'Commerce’s opinion on the report: {answer}.' },
    },
  },
  migrations: new URL('./migrations/', import.meta.url),
})
