/** 企业. The register of enterprises. */
import { type Content, code, creditCode, customsCode, day, group, text } from '@jiamao/kernel/fields'
import { defineRegister } from '@jiamao/platform/filing/define'

export const enterprises = defineRegister({
  id: 'enterprise',
  name: { zh: '企业', en: 'Enterprises' },
  table: 'register.enterprise',
  key: ['creditCode'],
  columns: group(
    { zh: '企业', en: 'Enterprise' },
    {
      creditCode: creditCode({ zh: '统一社会信用代码', en: 'Credit code' }),
      name: text({ zh: '企业名称', en: 'Name', max: 512 }),
      legalPerson: text({ zh: '法定代表人', en: 'Legal representative', max: 64 }),
      address: text({ zh: '住所', en: 'Address', max: 255 }),
      status: text({ zh: '登记状态', en: 'Status', max: 16 }),
      customsCode: customsCode({ zh: '海关编码', en: 'Customs code' }),
      competentCustoms: code({ zh: '主管海关', en: 'Competent customs', list: 'customs-district' }),
      district: code({ zh: '地区代码', en: 'District', list: 'domestic-district' }),
      processingType: code({ zh: '加工种类', en: 'Kind of processing', list: 'processing-type' }),
      contact: text({ zh: '联系人', en: 'Contact', max: 64 }),
      contactPhone: text({ zh: '联系电话', en: 'Contact phone', max: 32 }),
      registeredOn: day({ zh: '备案日期', en: 'Registered on' }),
      filing: text({ zh: '备案申报', en: 'Registration filing', max: 36 }),
    },
  ),
})

export type EnterpriseRow = Content<typeof enterprises.columns>
