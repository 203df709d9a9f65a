/** 演示商品. What the demo's enterprises make, and what of: `data/demo`, with codes and legal units put to it. */
import { readTable } from '@jiamao/data'
import { type Consumption, consumptions, HUNDRED, type Percent, percents } from '@jiamao/kernel/numbers'

/** A material or product as a handbook files it, without its quantity. Figures are decimal text. */
export interface DemoLine {
  readonly seq: number
  readonly part: string
  readonly hsCode: string
  readonly name: string
  readonly specification: string
  readonly declaredUnit: string
  readonly legalUnit: string
  readonly secondLegalUnit?: string
  /** Legal units per declared unit, where the two units alone do not decide it (R2.4). */
  readonly factor?: string
  readonly secondFactor?: string
  readonly price: string
  readonly country: string
}

export interface DemoMaterial extends DemoLine {
  readonly mainMaterial: 'mainMaterial' | 'auxiliaryMaterial'
}

interface DemoProduct extends DemoLine {
  /** Planned for the year, in declared units. */
  readonly quantity: string
}

/** 单损耗: what a product takes of a material. `share` 0: bought at home (R2.17). */
export interface DemoUse {
  readonly product: number
  readonly material: number
  readonly net: Consumption
  readonly tangible: Percent
  readonly intangible: Percent
  readonly share: Percent
}

export interface DemoFirm {
  readonly key: string
  readonly name: string
  readonly customsCode: string
  readonly creditCode: string
  readonly processingType: string
  readonly competentCustoms: string
  readonly bookKind: 'importedMaterials' | 'suppliedMaterials'
  readonly currency: string
  readonly materials: readonly DemoMaterial[]
  readonly products: readonly DemoProduct[]
  readonly uses: readonly DemoUse[]
}

type Row = Readonly<Record<string, string>>
const bookKinds = { B: 'suppliedMaterials', C: 'importedMaterials' } as const

/** All twelve, in their order. @throws Error where a table names a unit, a code or goods that there are not */
export function readFirms(): readonly DemoFirm[] {
  const units = new Map(readTable('code-lists/unit').map(({ name, code }) => [name, code]))
  const tariff = new Map(readTable('tariff/2020-01-01').map((row) => [row.hs_code, row]))
  const goods = Map.groupBy(readTable('demo/goods'), ({ enterprise, side }) => `${enterprise} ${side}`)
  const consumption = Map.groupBy(readTable('demo/consumption'), ({ enterprise }) => enterprise)
  const linesOf = (key: string, side: 'I' | 'E') =>
    (goods.get(`${key} ${side}`) ?? []).map((row, i) => ({ row, line: lineOf(row, side, i + 1, units, tariff) }))
  return readTable('demo/enterprises').map((firm) => {
    const { key, name, customs_code: customsCode, credit_code: creditCode, currency } = firm
    const materials = linesOf(key, 'I').map(
      ({ row, line }): DemoMaterial => ({
        ...line,
        mainMaterial: row.main === 'y' ? 'mainMaterial' : 'auxiliaryMaterial',
      }),
    )
    const products = linesOf(key, 'E').map(({ row, line }): DemoProduct => ({ ...line, quantity: row.quantity }))
    return {
      key,
      name,
      customsCode,
      creditCode,
      processingType: firm.processing_type,
      competentCustoms: firm.competent_customs,
      bookKind: bookKinds[firm.book_kind as keyof typeof bookKinds],
      currency,
      materials,
      products,
      uses: (consumption.get(key) ?? []).map((row) => useOf(row, materials, products)),
    }
  })
}

function lineOf(
  row: Row,
  side: 'I' | 'E',
  seq: number,
  units: ReadonlyMap<string, string>,
  tariff: ReadonlyMap<string, Row>,
): DemoLine {
  const { name, specification, hs_code: hsCode, price, country } = row
  const heading = tariff.get(hsCode)
  const declaredUnit = units.get(row.unit)
  if (!heading || declaredUnit === undefined) throw new Error(`demo/goods: ${name} has no such code or unit`)
  const { legal_unit_1: legalUnit, legal_unit_2: secondLegalUnit } = heading
  return {
    seq,
    part: `${side === 'I' ? 'M' : 'P'}${String(seq).padStart(2, '0')}`,
    hsCode,
    name,
    specification,
    declaredUnit,
    legalUnit,
    ...(row.factor ? { factor: row.factor } : {}),
    ...(secondLegalUnit
      ? { secondLegalUnit, secondFactor: row.second_factor || (secondLegalUnit === declaredUnit ? '1' : '') }
      : {}),
    price,
    country,
  }
}

function useOf(row: Row, materials: readonly DemoLine[], products: readonly DemoLine[]): DemoUse {
  const seqOf = (lines: readonly DemoLine[], name: string) => {
    const found = lines.find((line) => line.name === name)
    if (!found) throw new Error(`demo/consumption: ${row.enterprise} has no ${name}`)
    return found.seq
  }
  return {
    product: seqOf(products, row.product),
    material: seqOf(materials, row.material),
    net: consumptions.parse(row.net),
    tangible: percents.parse(row.tangible),
    intangible: percents.parse(row.intangible),
    share: percents.parse(row.bonded_share),
  }
}

/** Materials that come in under bond: some product takes them with a bonded share (R2.17). */
export function bondedMaterials({ materials, uses }: DemoFirm): readonly DemoMaterial[] {
  const bonded = new Set(uses.flatMap(({ material, share }) => (share > 0n ? [material] : [])))
  return materials.filter(({ seq }) => bonded.has(seq))
}

/** The same uses with the whole of what is bought at home: what a handbook files of it (R5.4). */
export function wholeUses(firm: DemoFirm): readonly DemoUse[] {
  const bonded = new Set(bondedMaterials(firm).map(({ seq }) => seq))
  return firm.uses.map((use) => (bonded.has(use.material) ? use : { ...use, share: HUNDRED }))
}
