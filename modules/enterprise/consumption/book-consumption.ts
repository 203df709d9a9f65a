/** The consumption rows of a book's products, from the firm's versions (R3.6, R3.8, R8.6). */
import type { LocalDate } from '@jiamao/kernel/time'
import { everyBook, type RelationRow, relationsOn } from '../goods/index.ts'
import { explode, figuresOf, inUnits, type Leaf, printed, sum, type UsesOf } from './explode.ts'
import { type KnownVersions, registeredVersions, type Version } from './versions.ts'

/** The values of the facts `versions`, `versionRows` and `relations`, and the day and book they are asked for. */
export interface KnownConsumption extends KnownVersions {
  readonly relations: readonly RelationRow[]
  readonly on: LocalDate
  readonly book?: string
}

/** A material or product line of the book. */
export interface BookLine {
  readonly seq: number
  readonly part: string
}

/** A consumption row as a book files it: wire text. */
export interface BookRow {
  readonly productSeq: number
  readonly materialSeq: number
  readonly version: string
  readonly net?: string
  readonly unitConsumption?: string
  readonly tangible?: string
  readonly intangible?: string
  readonly bondedShare: string
  readonly validFrom: string
  readonly validTo?: string
  readonly declarationState: Version['state']
  readonly rework: boolean
}

/**
 * The rows of every product that has a version on the day: of all versions that a line may name then, exploded to the
 * materials that the book has as lines. A part that is a line of the book is a last material, whatever it is made of.
 * Rows of parts merged into one item are one row; figures are per declared unit (R2.12).
 *
 * @returns the rows, by product, version, material; and the parts that they need and no line of the book has
 */
export function bookConsumption(
  products: readonly BookLine[],
  materials: readonly BookLine[],
  known: KnownConsumption,
): { readonly rows: readonly BookRow[]; readonly missing: readonly string[] } {
  const holds = relationsOn(known.relations, known)
  const lines = linesOf(materials, holds)
  const all = registeredVersions(known).filter(
    ({ validFrom, validTo = known.on }) => validFrom <= known.on && known.on <= validTo,
  )
  const versionsOf = byProduct(all, known.book)
  const isLine = (part: string) => lines(part) !== undefined
  const usesOf: UsesOf = (part) => (isLine(part) ? undefined : onlyVersion(versionsOf.get(part))?.uses)
  const missing = new Set<string>()
  const rows = products.flatMap(({ seq, part }) =>
    (versionsOf.get(part) ?? []).flatMap((version) => {
      const merged = new Map<number, Leaf>()
      for (const leaf of explode(version.uses, usesOf)) {
        const materialSeq = lines(leaf.material)
        if (materialSeq === undefined) missing.add(leaf.material)
        else {
          const here = inUnits(leaf, factorsOf(leaf.material, part, holds))
          const before = merged.get(materialSeq)
          merged.set(materialSeq, before ? sum(before, here) : here)
        }
      }
      return [...merged].map(([materialSeq, leaf]) => rowOf(seq, materialSeq, version, leaf))
    }),
  )
  return { rows, missing: [...missing] }
}

type Holds = ReadonlyMap<string, Pick<RelationRow, 'kind' | 'item' | 'partFactor'>>

/** The line that takes a material part: that of the part itself, or of another part of its item. */
function linesOf(materials: readonly BookLine[], holds: Holds) {
  const parts = new Map(materials.map(({ seq, part }) => [part, seq]))
  const itemOf = (part: string) => {
    const relation = holds.get(part)
    return relation?.kind === 'material' ? relation.item : undefined
  }
  const items = new Map(
    materials.flatMap(({ seq, part }) => (itemOf(part) === undefined ? [] : [[itemOf(part), seq] as const])),
  )
  return (part: string): number | undefined =>
    parts.get(part) ?? (itemOf(part) === undefined ? undefined : items.get(itemOf(part)))
}

/** The versions of each product: those declared for the book itself, where there are any, before those for every book. */
function byProduct(all: readonly Version[], book: string | undefined): ReadonlyMap<string, readonly Version[]> {
  const grouped = Map.groupBy(
    all.filter((version) => version.book === everyBook || version.book === book),
    ({ product }) => product,
  )
  return new Map(
    [...grouped].map(([product, versions]) => {
      const own = versions.filter((version) => version.book !== everyBook)
      return [product, own.length > 0 ? own : versions]
    }),
  )
}

/** What a part on the way is made of: the version of the day; where several stand side by side, the first that is no rework. */
const onlyVersion = (versions: readonly Version[] | undefined) =>
  versions?.find(({ rework, chosenBy }) => !rework && chosenBy === 'date') ?? versions?.find(({ rework }) => !rework)

/** From units of the parts to the declared units of their items. */
function factorsOf(material: string, product: string, holds: Holds) {
  const one = 100_000n
  return { n: holds.get(material)?.partFactor ?? one, d: holds.get(product)?.partFactor || one }
}

function rowOf(productSeq: number, materialSeq: number, version: Version, leaf: Leaf): BookRow {
  const { validFrom, validTo, state, rework } = version
  return {
    productSeq,
    materialSeq,
    version: version.version,
    // A row that was filed as it stands is taken over to the digit, with its rates and its share.
    ...printed(leaf.direct ?? figuresOf(leaf)),
    validFrom,
    ...(validTo === undefined ? {} : { validTo }),
    declarationState: state,
    rework,
  }
}
