/** A new handbook begins with what the firm registered: itself, its goods, their consumption (R8.6). */
import type { Content } from '@jiamao/kernel/fields'
import { amounts, isFault, quantities } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import type { LocalDate } from '@jiamao/kernel/time'
import type { Prefill } from '@jiamao/platform/filing/define'
import type { Catalogue } from '@jiamao/platform/policy/in-force'
import { bookConsumption, versionRows, versions } from '../consumption/index.ts'
import { bookGoods, items, parts, relations } from '../goods/index.ts'
import { registration } from '../registry/index.ts'
import { textIn } from '../wire.ts'
import { isLine } from './compare-goods.ts'
import type { Handbook, HandbookWire } from './content.ts'
import { numbered } from './numbered.ts'

const facts = { registration, items, parts, relations, versions, versionRows }
type Known = { readonly [K in keyof typeof facts]: Content<(typeof facts)[K]['value']> }
type Partly = Partial<HandbookWire>
type Head = Partial<HandbookWire['head']>
type Line = Partial<HandbookWire['materials'][number]>

export const prefill: Prefill<typeof Handbook, typeof facts> = {
  facts,
  fill: ({ wire: given, facts: known, on, policy }) => {
    const tariff = policy.catalogue('tariff')
    const head = headOf(isLine(given.head) ? given.head : {}, known.registration[0])
    const held = {
      materials: completed(given.materials, 'material', head.importCurrency, known, on),
      products: completed(given.products, 'product', head.exportCurrency, known, on),
    }
    const wire = numbered({
      ...given,
      ...(held.materials ? { materials: held.materials } : {}),
      ...(held.products ? { products: held.products } : {}),
    }) as Partly
    const materials = withTariff(wire.materials, tariff)
    const products = withTariff(wire.products, tariff)
    return {
      ...wire,
      ...(given.head === undefined || isLine(given.head) ? { head } : {}),
      ...(materials ? { materials } : {}),
      ...(products ? { products } : {}),
      ...(Array.isArray(wire.consumption) ? { consumption: wire.consumption.map(plainRow) } : {}),
      ...consumptionOf(wire.consumption, materials, products, known, on),
    } as Partly
  },
}

/** Relief of duty for processing with supplied (502) and with imported materials (503). */
const levyNatures = { suppliedMaterials: '502', importedMaterials: '503' } as const

function headOf(given: Head, row: Known['registration'][number] | undefined): Head {
  const known = row ? partiesOf(row) : {}
  const nature = given.bookKind && Object.hasOwn(levyNatures, given.bookKind) ? levyNatures[given.bookKind] : undefined
  return { ...known, ...(nature ? { levyNature: nature } : {}), ...given }
}

/** The firm operates, processes and declares for itself, unless it says otherwise. */
function partiesOf({ customsCode, creditCode, name, district, ...row }: Known['registration'][number]): Head {
  const firm = { customsCode, creditCode, name }
  return {
    operatingEnterprise: firm,
    processingEnterprise: { ...firm, district },
    declarant: firm,
    inputBy: firm,
    competentCustoms: row.competentCustoms,
    processingType: row.processingType,
    contact: row.contact,
    contactPhone: row.contactPhone,
  }
}

/** Legal units are the tariff's (R2.2). */
function withTariff(list: unknown, tariff: Catalogue): Line[] | undefined {
  if (!Array.isArray(list)) return undefined
  return list.map((line: unknown) => {
    if (!isLine(line) || textIn(line.legalUnit) !== '') return line as Line
    const row = tariff.get(textIn(line.hsCode))
    return row
      ? { ...withoutBlanks({ legalUnit: row.legalUnit, secondLegalUnit: row.secondLegalUnit ?? '' }), ...line }
      : line
  })
}

/**
 * A row as a bill of materials says it: the one version there is, wholly bonded, and where one loss rate is given the other
 * is none (R3.4–R3.6).
 */
function plainRow(row: unknown): unknown {
  if (!isLine(row)) return row
  const given = withoutBlanks(row) as Record<string, unknown>
  const rates = given.net === undefined || (given.tangible === undefined) === (given.intangible === undefined)
  return { version: '0', bondedShare: '100', ...(rates ? {} : { tangible: '0', intangible: '0' }), ...given }
}

/** Levied in no part, while the goods are under bond. */
const fullyRelieved = '3'

/** The lines with what is known of their part or item; undefined where there is no list. */
function completed(
  list: unknown,
  kind: 'material' | 'product',
  currency: string | undefined,
  known: Known,
  on: LocalDate,
): Line[] | undefined {
  if (!Array.isArray(list)) return undefined
  const goodsOf = bookGoods(known, kind, { on })
  return list.map((line: unknown) => {
    if (!isLine(line)) return line as Line
    const filled: Line = {
      levyMode: fullyRelieved,
      ...(currency ? { currency } : {}),
      ...goodsOf(line),
      ...withoutBlanks(line),
    }
    const total = filled.total ?? totalOf(filled)
    return total === undefined ? filled : { ...filled, total }
  })
}

/** An empty cell is nothing that was said. */
const withoutBlanks = (line: object): Line =>
  Object.fromEntries(Object.entries(line).filter(([, value]) => value !== ''))

/** Quantity × price, half up to the fifth decimal (R5.3). */
function totalOf({ quantity, price }: Line): string | undefined {
  const [q, p] = [quantities.read(String(quantity ?? '')), amounts.read(String(price ?? ''))]
  return isFault(q) || isFault(p) ? undefined : amounts.print(roundHalfAway(q * p, quantities.one))
}

/**
 * The consumption of the firm's versions where the filing brings none. A part that no line has stands in a row without
 * material: what is missing is told at its place.
 */
function consumptionOf(
  given: unknown,
  materials: readonly Line[] | undefined,
  products: readonly Line[] | undefined,
  known: Known,
  on: LocalDate,
): Partly {
  const brings = Array.isArray(given) ? given.length > 0 : given !== undefined
  if (brings || !materials || !products) return {}
  const { rows, missing } = bookConsumption(products.filter(isNamed), materials.filter(isNamed), { ...known, on })
  const made = [...rows, ...missing.map((materialPart) => ({ materialPart }))]
  if (made.length === 0) return {}
  return { consumption: made.map((row, i) => ({ no: i + 1, ...row })) as HandbookWire['consumption'] }
}

const isNamed = (line: Line): line is Line & { seq: number; part: string } =>
  Number.isInteger(line.seq) && typeof line.part === 'string'
