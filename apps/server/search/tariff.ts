/** 税则查询. Codes of the tariff by their beginning, or by how much of a name they share: for people who know their goods, not their code. */
import { comparable } from '@jiamao/platform/filing'
import type { Catalogue, CatalogueRow, PolicyInForce } from '@jiamao/platform/policy'

export interface TariffLine {
  readonly code: string
  readonly name: string
  readonly legalUnit: string
  readonly secondLegalUnit: string | null
  readonly supervision: string
  /** 申报要素: what a specification must say, in its order (R2.6). */
  readonly elements: readonly string[]
}

export const tariffLine = ({
  key,
  name,
  legalUnit,
  secondLegalUnit,
  supervision,
  elements,
}: CatalogueRow): TariffLine => ({
  code: key,
  name,
  legalUnit,
  secondLegalUnit: secondLegalUnit || null,
  supervision,
  elements: elements
    .split(';')
    .map((element) => element.replace(/^\d+/, '').trim())
    .filter((element) => element !== ''),
})

const prepared = new WeakMap<Catalogue, readonly { readonly row: CatalogueRow; readonly text: string }[]>()

function namesOf(catalogue: Catalogue) {
  const known = prepared.get(catalogue)
  if (known) return known
  const made = Array.from(catalogue.rows(), (row) => ({ row, text: comparable(row.name) }))
  prepared.set(catalogue, made)
  return made
}

const pairsOf = (text: string) =>
  new Set(Array.from({ length: Math.max(1, text.length - 1) }, (_, i) => text.slice(i, i + 2)))

/** The nearest lines, best first; none where nothing is shared. */
export function searchTariff(policy: PolicyInForce, asked: string, limit: number): TariffLine[] {
  const tariff = policy.catalogue('tariff')
  const text = comparable(asked).slice(0, 60)
  if (text === '') return []
  if (/^\d{2,10}$/.test(text)) {
    const under = namesOf(tariff).filter(({ row }) => row.key.startsWith(text))
    return under.slice(0, limit).map(({ row }) => tariffLine(row))
  }
  const pairs = [...pairsOf(text.replace(/[\s\da-z]+$/u, '') || text)]
  const scored = namesOf(tariff).flatMap((one) => {
    const shared = pairs.filter((pair) => one.text.includes(pair)).length
    if (shared * 2 < pairs.length) return []
    // Of names that share as much, the whole word first, then the shorter name: it says less that is not asked for.
    return [{ ...one, score: shared / pairs.length + (one.text.includes(text) ? 1 : 0) - one.text.length / 10_000 }]
  })
  scored.sort((a, b) => b.score - a.score || (a.row.key < b.row.key ? -1 : 1))
  return scored.slice(0, limit).map(({ row }) => tariffLine(row))
}
