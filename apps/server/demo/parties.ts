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
