import type { Wire } from '@jiamao/kernel/fields'
import type { Registration } from './content.ts'

/** An enterprise that is right in every field. */
export const exampleRegistration: Wire<typeof Registration> = {
  head: {
    creditCode: '91441900MA00000010',
    name: '东莞样例复合材料有限公司',
    legalPerson: '样例法人',
    address: '东莞市凤岗镇样例路 1 号',
    status: 'continuing',
    customsCode: '4419940001',
    competentCustoms: '5207',
    district: '44199',
    operates: true,
    processes: true,
    processingType: '44',
    contact: '样例联系人',
    contactPhone: '13800000000',
    networkedSupervision: false,
  },
  numbers: [],
}
