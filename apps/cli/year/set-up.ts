/** 手册设立. The handbook of a demo enterprise as it is filed: quantities of materials follow from the products (R5.4). */
import { amounts, consumptions, percents, quantities } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import { type DemoFirm, type DemoLine, wholeUses } from './goods.ts'
import { takenBy } from './taken.ts'

// 东莞
const district = '44199'
const modes = {
  importedMaterials: { tradeMode: '0615', levyNature: '503' },
  suppliedMaterials: { tradeMode: '0214', levyNature: '502' },
} as const
const exempt = '3'

/** Planned quantities of products, 10⁻⁵. */
export const plannedOf = ({ products }: DemoFirm): ReadonlyMap<number, bigint> =>
  new Map(products.map(({ seq, quantity }) => [seq, quantities.parse(quantity)]))

/** Quantities of materials as filed, 10⁻⁵: exactly what the planned products take. */
export const filedOf = (firm: DemoFirm): ReadonlyMap<number, bigint> => takenBy(wholeUses(firm), plannedOf(firm))

/** Wire JSON of a set-up. */
export function setUpOf(firm: DemoFirm, ownNumber: string, validTo: string) {
  const { customsCode, creditCode, name, bookKind, currency, materials, products } = firm
  const company = { customsCode, creditCode, name }
  const filed = filedOf(firm)
  const contract = `${validTo.slice(0, 4)}${customsCode.slice(-4)}`
  return {
    head: {
      ownNumber,
      competentCustoms: firm.competentCustoms,
      bookKind,
      filingKind: 'establish',
      operatingEnterprise: company,
      processingEnterprise: { ...company, district },
      declarant: company,
      declarantKind: 'enterprise',
      ...modes[bookKind],
      importContract: `${contract}-I`,
      exportContract: `${contract}-E`,
      validTo,
      processingType: firm.processingType,
      importCurrency: currency,
      exportCurrency: currency,
      declarationStage: 'beforeExport',
      purpose: 'bondedProcessing',
      inputBy: company,
      contact: '示例联系人',
      contactPhone: '13800000000',
    },
    materials: materials.map(({ mainMaterial, ...line }) => ({
      ...goodsOf(line, filed.get(line.seq) ?? 0n, currency),
      mainMaterial,
    })),
    products: products.map(({ quantity, ...line }) => goodsOf(line, quantities.parse(quantity), currency)),
    consumption: consumptionOf(firm),
  }
}

function goodsOf(line: DemoLine, quantity: bigint, currency: string) {
  const total = roundHalfAway(quantity * amounts.parse(line.price), quantities.one)
  return { ...line, currency, quantity: quantities.print(quantity), total: amounts.print(total), levyMode: exempt }
}

function consumptionOf({ uses, products, materials }: DemoFirm) {
  return uses.map(({ product, material, net, tangible, intangible, share }, i) => {
    // A seq is the place in its list, from 1.
    const [made, used] = [products[product - 1], materials[material - 1]]
    return {
      no: i + 1,
      productSeq: product,
      productPart: made.part,
      productHsCode: made.hsCode,
      productName: made.name,
      materialSeq: material,
      materialPart: used.part,
      materialHsCode: used.hsCode,
      materialName: used.name,
      version: '0',
      net: consumptions.print(net),
      tangible: percents.print(tangible),
      intangible: percents.print(intangible),
      bondedShare: percents.print(share),
      declarationState: 'declared',
    }
  })
}
