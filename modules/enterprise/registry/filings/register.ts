import { defineFiling } from '@jiamao/platform/filing/define'
import { exists, registersItself } from '../checks.ts'
import { Registration } from '../content.ts'
import { exampleRegistration } from '../example.ts'
import { type EnterpriseRow, enterprises } from '../register.ts'

/** 企业备案. An enterprise enters itself once; every later filing is prefilled from it (R1.1). Decided by the rules. */
export const registration = defineFiling({
  id: 'enterprise.registration',
  name: { zh: '企业备案', en: 'Enterprise registration' },
  ground: 'R1.1, R8.46',
  document: 'registration',
  content: Registration,
  filer: { party: 'enterprise', role: 'customsClerk', mandate: 'never' },
  key: ({ head }) => head.creditCode,
  title: ({ head }) => ({ zh: `企业备案 ${head.name}`, en: `Registration of ${head.name}` }),
  checks: [registersItself, exists],
  views: {
    everything: { name: { zh: '全部', en: 'Everything' }, parts: ['head', 'numbers'], ground: 'R1.1' },
    identity: { name: { zh: '身份与编号', en: 'Identity and numbers' }, parts: ['head', 'numbers'], ground: 'R8.46' },
  },
  accept: ({ head }, { on, filing }) => {
    const {
      creditCode,
      name,
      legalPerson,
      address,
      status,
      customsCode,
      competentCustoms,
      district,
      processingType,
      contact,
      contactPhone,
    } = head
    const row: EnterpriseRow = {
      creditCode,
      name,
      legalPerson,
      address,
      status,
      customsCode,
      competentCustoms,
      district,
      processingType,
      contact,
      contactPhone,
      registeredOn: on,
      filing,
    }
    return [{ act: 'put', register: enterprises.id, rows: [row] }]
  },
  example: exampleRegistration,
})
