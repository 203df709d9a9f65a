/** Versions as a filing leaves them: its own, and those of the register that it neither replaces nor outlives (R3.6). */
import { type Consumption, HUNDRED, type Percent } from '@jiamao/kernel/numbers'
import type { LocalDate } from '@jiamao/kernel/time'
import { everyBook } from '../goods/index.ts'
import type { DeclarationContent, RowContent } from './content.ts'
import type { ConsumptionRow, VersionRow } from './register.ts'

/** The values of the facts `versions` and `versionRows`. */
export interface KnownVersions {
  readonly versions: readonly VersionRow[]
  readonly versionRows: readonly ConsumptionRow[]
}

/** What one unit of product takes of one material, filed or registered. */
export type Use = Pick<RowContent, 'net' | 'unitConsumption' | 'tangible' | 'intangible' | 'bondedShare'> & {
  readonly material: string
  /** Place of the row, where it is filed here. */
  readonly at?: number
}

/** One version of one product, with all its rows. */
export interface Version {
  readonly book: string
  readonly product: string
  readonly version: string
  readonly validFrom: LocalDate
  readonly validTo?: LocalDate
  readonly chosenBy: 'date' | 'name'
  readonly rework: boolean
  readonly state: VersionRow['state']
  readonly uses: readonly Use[]
  /** Places of its rows, where it is filed here. */
  readonly at?: readonly number[]
}

const keyOf = (book: string, product: string, version: string) => JSON.stringify([book, product, version])
export const versionKey = ({ book, product, version }: Pick<Version, 'book' | 'product' | 'version'>) =>
  keyOf(book, product, version)

/** The versions that a filing holds, in the order of their first rows; what is said of a version is said by its first row. */
export function filedVersions({ head, consumption }: DeclarationContent): Version[] {
  const book = head.book ?? everyBook
  const grouped = Map.groupBy(
    consumption.map((row, at) => ({ row, at })),
    ({ row }) => keyOf(book, row.productPart, row.version),
  )
  return [...grouped.values()].map((rows) => {
    const [{ row }] = rows
    return {
      book,
      product: row.productPart,
      version: row.version,
      validFrom: row.validFrom,
      validTo: row.validTo,
      chosenBy: head.chosenBy ?? 'date',
      rework: row.rework ?? false,
      state: row.declarationState ?? 'declared',
      uses: rows.map(({ row: use, at }) => ({ ...useOf(use), material: use.materialPart, at })),
      at: rows.map(({ at }) => at),
    }
  })
}

const useOf = ({ net, unitConsumption, tangible, intangible, bondedShare }: RowContent | ConsumptionRow) => ({
  net,
  unitConsumption,
  tangible,
  intangible,
  bondedShare,
})

/** The versions of the register. */
export function registeredVersions({ versions, versionRows }: KnownVersions): Version[] {
  const rows = Map.groupBy(versionRows, (row) => `${row.filing} ${versionKey(row)}`)
  return versions.map((row) => ({
    book: row.book,
    product: row.product,
    version: row.version,
    validFrom: row.validFrom,
    validTo: row.validTo,
    chosenBy: row.chosenBy,
    rework: row.rework,
    state: row.state,
    uses: (rows.get(`${row.filing} ${versionKey(row)}`) ?? []).map((use) => ({
      ...useOf(use),
      material: use.material,
    })),
  }))
}

/** All versions as they will stand once the filing is accepted: its own over those of the register, ends included. */
export function versionsAfter(content: DeclarationContent, known: KnownVersions): Version[] {
  const filed = filedVersions(content)
  const own = new Set(filed.map(versionKey))
  const book = content.head.book ?? everyBook
  const ends = new Map(
    (content.endings ?? []).map(({ productPart, version, validTo }) => [keyOf(book, productPart, version), validTo]),
  )
  const standing = registeredVersions(known).filter((version) => !own.has(versionKey(version)))
  return [
    ...filed,
    ...standing.map((version) => ({ ...version, validTo: ends.get(versionKey(version)) ?? version.validTo })),
  ]
}

/** A row in net form, whichever form it was filed in: unit form counts as net use without loss (R3.4). */
export function netForm({ net, unitConsumption, tangible, intangible }: Omit<Use, 'material'>) {
  const none = 0n as Percent
  if (net !== undefined) return { net, tangible: tangible ?? none, intangible: intangible ?? none }
  return { net: unitConsumption ?? (0n as Consumption), tangible: none, intangible: none }
}

/** The part of total use that ends in the product, 10⁻⁹ %; not above 0 where the losses are impossible (R3.3). */
export const leftOf = (use: Omit<Use, 'material'>): bigint => {
  const { tangible, intangible } = netForm(use)
  return HUNDRED - tangible - intangible
}
