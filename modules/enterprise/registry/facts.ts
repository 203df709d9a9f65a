import { list } from '@jiamao/kernel/fields'
import { defineFact } from '@jiamao/platform/policy/define'
import { enterprises } from './register.ts'

/** The enterprise that files, as it is registered; empty before its registration. */
export const registration = defineFact({
  id: 'registry.registration',
  name: { zh: '本企业登记', en: 'Registration of the filer' },
  moves: 'slowly',
  value: list(enterprises.columns, { zh: '企业', en: 'Enterprise', max: 1 }),
})
