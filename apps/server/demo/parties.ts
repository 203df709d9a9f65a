/** 演示各方. Eight parties of Dongguan, an operator, and enterprises of its real kinds. No real company's name. */
import { creditCheckDigit } from '@jiamao/kernel/ids'

/** An office, with the role that its people have here. */
export interface DemoOffice {
  readonly party: string
  readonly name: string
  readonly person: string
  readonly roles: readonly string[]
}

export const offices: readonly DemoOffice[] = [
  { party: 'operator', name: '加贸平台运行岗', person: '运行值班', roles: ['operator'] },
  { party: 'customs', name: '凤岗海关', person: '关员甲', roles: ['officer'] },
  { party: 'commerce', name: '东莞市商务局', person: '商务甲', roles: ['officer'] },
  { party: 'inspection', name: '东莞检验检疫', person: '检验甲', roles: ['officer'] },
  { party: 'forex', name: '外汇局东莞市中心支局', person: '外汇甲', roles: ['officer'] },
  { party: 'market', name: '东莞市市场监督管理局', person: '市监甲', roles: ['officer'] },
  { party: 'tax', name: '东莞市税务局', person: '税务甲', roles: ['officer'] },
  { party: 'finance', name: '东莞市财政局', person: '财政甲', roles: ['officer'] },
]

/** An enterprise of the demo; its goods are in `goods.ts`. */
export interface DemoEnterprise {
  readonly key: string
  readonly name: string
  readonly customsCode: string
  readonly creditCode: string
  /** 加工种类 */
  readonly processingType: string
  readonly competentCustoms: string
  readonly town: string
}

const enterprise = (
  n: number,
  key: string,
  name: string,
  processingType: string,
  competentCustoms: string,
  town: string,
): DemoEnterprise => {
  const body = `91441900MA9D${String(n).padStart(5, '0')}`
  return {
    key,
    name,
    customsCode: `44199${41_000 + n}`,
    creditCode: body + creditCheckDigit(body),
    processingType,
    competentCustoms,
    town,
  }
}

export const enterprises: readonly DemoEnterprise[] = [
  enterprise(1, 'electronics', '东莞示例电子有限公司', '10', '5207', '凤岗镇'),
  enterprise(2, 'garments', '东莞示例制衣有限公司', '02', '5205', '虎门镇'),
  enterprise(3, 'furniture', '东莞示例家具有限公司', '22', '5216', '厚街镇'),
  enterprise(4, 'toys', '东莞示例玩具有限公司', '17', '5213', '长安镇'),
  enterprise(5, 'shoes', '东莞示例鞋业有限公司', '05', '5216', '厚街镇'),
  enterprise(6, 'paper', '东莞示例纸品有限公司', '27', '5204', '中堂镇'),
  enterprise(7, 'plastics', '东莞示例塑胶制品有限公司', '18', '5214', '常平镇'),
  enterprise(8, 'moulds', '东莞示例模具五金有限公司', '15', '5213', '长安镇'),
  enterprise(9, 'appliances', '东莞示例小家电有限公司', '12', '5204', '清溪镇'),
  enterprise(10, 'bags', '东莞示例箱包有限公司', '07', '5205', '虎门镇'),
  enterprise(11, 'lamps', '东莞示例灯饰有限公司', '33', '5214', '横沥镇'),
  enterprise(12, 'sports', '东莞示例运动器材有限公司', '34', '5207', '塘厦镇'),
]
