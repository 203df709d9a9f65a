/** 企业备案. One record per enterprise, bound to all agencies' numbers (R1.1, R8.46). */
import {
  amount,
  choice,
  code,
  content,
  creditCode,
  customsCode,
  day,
  flag,
  group,
  list,
  optional,
  text,
} from '@jiamao/kernel/fields'

const Head = group(
  { zh: '企业', en: 'Enterprise' },
  {
    creditCode: creditCode({
      zh: '统一社会信用代码',
      en: 'Unified social credit code',
      source: 'h:DS-15',
      ground: 'R1.1, R8.46',
    }),
    name: text({ zh: '企业名称', en: 'Name', max: 512, source: 'h:DS-15', ground: 'R8.46' }),
    legalPerson: text({ zh: '法定代表人', en: 'Legal representative', max: 64, source: 'h:DS-15', ground: 'R8.46' }),
    address: text({ zh: '住所', en: 'Address', max: 255, source: 'h:DS-15', ground: 'R8.46' }),
    scope: optional(text({ zh: '经营范围', en: 'Business scope', max: 4000, source: 'h:DS-15', ground: 'R8.46' })),
    registeredCapital: optional(
      amount({
        zh: '注册资本',
        en: 'Registered capital',
        unit: 'CNY',
        decimals: 2,
        source: 'h:DS-15',
        ground: 'R8.46',
      }),
    ),
    established: optional(day({ zh: '成立日期', en: 'Established', source: 'h:DS-15', ground: 'R8.46' })),
    status: choice({
      zh: '登记状态',
      en: 'Registration status',
      source: 'h:DS-15',
      ground: 'R8.46, MKT-01',
      of: {
        continuing: { zh: '存续', en: 'Continuing', code: '存续', also: ['在业', '在营', '开业'] },
        suspended: { zh: '停业', en: 'Suspended', code: '停业', also: ['歇业'] },
        revoked: { zh: '吊销', en: 'Revoked', code: '吊销' },
        deregistered: { zh: '注销', en: 'Deregistered', code: '注销' },
      },
    }),
    customsCode: customsCode({ zh: '海关编码', en: 'Customs code', source: 'e', ground: 'R1.1' }),
    competentCustoms: code({
      zh: '主管海关',
      en: 'Competent customs',
      list: 'customs-district',
      source: 'e',
      ground: 'R5.2',
    }),
    district: code({ zh: '地区代码', en: 'District', list: 'domestic-district', source: 'e', ground: 'R5.2' }),
    operates: flag({ zh: '经营企业', en: 'Operating enterprise', source: 'e', ground: 'R1.1' }),
    processes: flag({ zh: '加工企业', en: 'Processing enterprise', source: 'e', ground: 'R1.1' }),
    processingType: code({
      zh: '加工种类',
      en: 'Kind of processing',
      list: 'processing-type',
      source: 'e',
      ground: 'R5.2',
    }),
    contact: text({ zh: '联系人', en: 'Contact', max: 64, source: 'e', ground: 'R5.2' }),
    contactPhone: text({ zh: '联系电话', en: 'Contact phone', max: 32, source: 'e', ground: 'R5.2' }),
    bankAccount: optional(text({ zh: '开户银行与账号', en: 'Bank account', max: 128, source: 'e', ground: 'R8.28' })),
    networkedSupervision: flag({ zh: '联网监管', en: 'Networked supervision', source: 'e', ground: 'R5.1' }),
  },
)

const AgencyNumber = group(
  { zh: '部门编号', en: 'Agency number' },
  {
    agency: choice({
      zh: '部门',
      en: 'Agency',
      source: 'e',
      ground: 'R1.1',
      of: {
        commerce: { zh: '商务', en: 'Commerce', code: 'commerce' },
        customs: { zh: '海关', en: 'Customs', code: 'customs' },
        inspection: { zh: '检验检疫', en: 'Inspection', code: 'inspection' },
        forex: { zh: '外汇', en: 'Forex', code: 'forex' },
        market: { zh: '市场监管', en: 'Market regulation', code: 'market' },
        tax: { zh: '税务', en: 'Tax', code: 'tax' },
        finance: { zh: '财政', en: 'Finance', code: 'finance' },
      },
    }),
    number: text({ zh: '编号', en: 'Number', max: 32, source: 'e', ground: 'R1.1, R8.46' }),
    validFrom: day({ zh: '起', en: 'From', source: 'e', ground: 'R8.46' }),
    validTo: optional(day({ zh: '止', en: 'To', source: 'e', ground: 'R8.46' })),
  },
)

export const Registration = content({
  head: Head,
  numbers: list(AgencyNumber, { zh: '部门编号', en: 'Agency numbers', max: 50 }),
})
