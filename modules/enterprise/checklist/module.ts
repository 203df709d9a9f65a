import { defineModule } from '@jiamao/platform/filing/define'
import { exportList, importList, reexport } from './filings/checklists.ts'
import { checklistLines, checklists } from './register.ts'

/** 核注清单. Draws books down; customs makes declarations of it (R6). */
export default defineModule({
  id: 'enterprise/checklist',
  no: 6,
  name: { zh: '核注清单', en: 'Checklist' },
  party: 'enterprise',
  filings: [importList, exportList, reexport],
  registers: [checklists, checklistLines],
  migrations: new URL('./migrations/', import.meta.url),
})
