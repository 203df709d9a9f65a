import { defineModule } from '@jiamao/platform/filing/define'
import { declare } from './filings/declare.ts'
import { consumptionRows, consumptionVersions } from './register.ts'

/** 单耗管理. What products are made of, by version: declared before use, corrected until then, exploded to the last material (R3). */
export default defineModule({
  id: 'enterprise/consumption',
  no: 3,
  name: { zh: '单耗管理', en: 'Unit consumption' },
  party: 'enterprise',
  filings: [declare],
  registers: [consumptionVersions, consumptionRows],
  migrations: new URL('./migrations/', import.meta.url),
})
