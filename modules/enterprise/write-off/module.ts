import { defineModule } from '@jiamao/platform/filing/define'
import { report } from './filings/report.ts'

/** 报核. The prefilled report, the balance, the closing (R4). */
export default defineModule({
  id: 'enterprise/write-off',
  no: 14,
  name: { zh: '报核', en: 'Write-off' },
  party: 'enterprise',
  filings: [report],
  notices: {
    'write-off.closed': {
      name: { zh: '手册已核销结案', en: 'A handbook is closed' },
      says: { zh: '手册 {book} 已核销结案。', en: 'Handbook {book} is written off and closed.' },
    },
  },
})
