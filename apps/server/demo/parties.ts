/** 演示各方. Eight parties of Dongguan, an operator, and enterprises of its real kinds. No real company's name. */
import { readTable } from '@jiamao/data'

/** An office, with the role that its people have here. */
export interface DemoOffice {
  readonly party: string
  readonly name: string
  readonly person: string
  readonly roles: readonly string[]
}

export const offices: readonly DemoOffice[] = [
  { party: 'operator', name: '加贸平台运行岗', person: '运行值班', roles: ['operator', 'administrator'] },
  { party: 'customs', name: '凤岗海关', person: '关员甲', roles: ['officer', 'administrator'] },
  { party: 'commerce', name: '东莞市商务局', person: '商务甲', roles: ['officer', 'administrator'] },
  { party: 'inspection', name: '东莞检验检疫', person: '检验甲', roles: ['officer', 'administrator'] },
  { party: 'forex', name: '外汇局东莞市中心支局', person: '外汇甲', roles: ['officer', 'administrator'] },
  { party: 'market', name: '东莞市市场监督管理局', person: '市监甲', roles: ['officer', 'administrator'] },
  { party: 'tax', name: '东莞市税务局', person: '税务甲', roles: ['officer', 'administrator'] },
  { party: 'finance', name: '东莞市财政局', person: '财政甲', roles: ['officer', 'administrator'] },
]

/** 报关企业. It acts for enterprises under mandates; the first firm of the demo has given it one. */
export const broker = {
  name: '东莞样例报关有限公司',
  creditCode: '91441900MA9D0B001Q',
  customsCode: '4419980001',
  person: '报关员',
} as const

/** Colleagues in those offices: work is shared out, and handed over by who leads. */
export const colleagues: readonly (Omit<DemoOffice, 'name'> & { readonly login: string })[] = [
  { party: 'customs', login: 'customs-2', person: '关员乙', roles: ['officer'] },
  { party: 'customs', login: 'customs-head', person: '海关科长', roles: ['officer', 'manager', 'administrator'] },
  { party: 'commerce', login: 'commerce-2', person: '商务乙', roles: ['officer'] },
]

/** 三员 of the operator: one role each (S9.4); of security there are two, each the second person of the other (S5.1). */
export const demoAdministrators = [
  { login: 'system', person: '系统管理员', role: 'systemAdmin' },
  { login: 'security', person: '安全管理员', role: 'securityAdmin' },
  { login: 'security-2', person: '安全管理员乙', role: 'securityAdmin' },
  { login: 'audit', person: '审计管理员', role: 'auditAdmin' },
] as const

/** An enterprise of the demo; its goods are in `data/demo`. */
export interface DemoEnterprise {
  /** Its row in data/demo, and the login of its clerk. */
  readonly key: string
  readonly name: string
  readonly customsCode: string
  readonly creditCode: string
  /** 加工种类 */
  readonly processingType: string
  readonly competentCustoms: string
  readonly town: string
}

export const enterprises: readonly DemoEnterprise[] = readTable('demo/enterprises').map((row) => ({
  key: row.key,
  name: row.name,
  customsCode: row.customs_code,
  creditCode: row.credit_code,
  processingType: row.processing_type,
  competentCustoms: row.competent_customs,
  town: row.town,
}))
