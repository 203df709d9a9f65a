/** What the guided start does with the lines of its draft: codes, merging, and their registration as parts, items and relations. */
import type { GoodsWire, RelationWire } from '@jiamao/modules/enterprise/goods'
import {
  type JudgedGroup,
  judgeGroups,
  metricFactor,
  type PartLine,
  proposeMerging,
} from '@jiamao/modules/enterprise/goods'
import { linesOf, type Merging } from '@jiamao/modules/enterprise/handbook'
import type { PolicyInForce } from '@jiamao/platform/policy'
import { type TariffLine, tariffLine } from '../search/tariff.ts'

type Wire = Readonly<Record<string, unknown>>
const sides = ['materials', 'products'] as const
type Side = (typeof sides)[number]

/** A line as a person gives it a code. */
export interface CodeLine {
  readonly side: Side
  readonly part: string
  readonly name: string
  readonly specification: string | null
  readonly declaredUnit: string | null
  readonly hsCode: string | null
  readonly known: TariffLine | null
  /** Legal units per declared unit, where the units alone do not say it (R2.4). */
  readonly factor: string | null
  readonly needsFactor: boolean
}

/** All lines, those that lack something first. */
export function codeLines(wire: Wire, policy: PolicyInForce): CodeLine[] {
  const tariff = policy.catalogue('tariff')
  const lines = sides.flatMap((side) =>
    linesOf(wire[side]).map((line): CodeLine => {
      const row = tariff.get(line.hsCode ?? '')
      const factor = textOf(line.factor)
      const unit = textOf(line.declaredUnit)
      return {
        side,
        part: line.part,
        name: textOf(line.name) ?? '',
        specification: textOf(line.specification),
        declaredUnit: unit,
        hsCode: textOf(line.hsCode),
        known: row ? tariffLine(row) : null,
        factor,
        needsFactor: row !== undefined && unit !== null && metricFactor(unit, row.legalUnit ?? '') === undefined,
      }
    }),
  )
  return lines.sort((a, b) => Number(lacks(b)) - Number(lacks(a)))
}

export const lacks = ({ known, needsFactor, factor }: CodeLine): boolean => !known || (needsFactor && !factor)

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** What a person said of lines. */
export interface Said {
  readonly side: Side
  readonly part: string
  readonly hsCode?: string
  readonly specification?: string
  readonly factor?: string
}

/** The draft with what was said of its lines; a new code takes the old one's units along. */
export function withCodes(wire: Wire, said: readonly Said[]): Record<string, unknown> {
  const by = new Map(said.map((one) => [`${one.side} ${one.part}`, one]))
  const changed = (side: Side) => {
    const list = wire[side]
    if (!Array.isArray(list)) return {}
    return {
      [side]: list.map((line: Record<string, unknown>) => {
        const one = by.get(`${side} ${String(line?.part)}`)
        if (!one) return line
        const { side: _, part: _part, ...given } = one
        const { legalUnit: _unit, secondLegalUnit: _second, ...rest } = line
        return { ...(given.hsCode && given.hsCode !== line.hsCode ? rest : line), ...given }
      }),
    }
  }
  return { ...wire, ...changed('materials'), ...changed('products') }
}

export interface JudgedMerging {
  readonly materials: readonly JudgedGroup[]
  readonly products: readonly JudgedGroup[]
}

const partLines = (wire: Wire, side: Side): PartLine[] => linesOf(wire[side])

export const proposal = (wire: Wire, policy: PolicyInForce): Merging => ({
  materials: proposeMerging(partLines(wire, 'materials'), policy),
  products: proposeMerging(partLines(wire, 'products'), policy),
})

export const judged = (wire: Wire, { materials, products }: Merging, policy: PolicyInForce): JudgedMerging => ({
  materials: judgeGroups(materials, partLines(wire, 'materials'), policy),
  products: judgeGroups(products, partLines(wire, 'products'), policy),
})

const kinds = { materials: 'material', products: 'product' } as const
const home = /^[[【(（]内购/

/**
 * Parts and items as they are registered, so that the next book and every list line is prefilled from them (R2.7).
 *
 * @param before the draft with a line for each part; `after` with a line for each item
 */
export function goodsOf(ownNumber: string, before: Wire, after: Wire): GoodsWire {
  const head = (after.head ?? {}) as Record<string, unknown>
  const currencies = { materials: head.importCurrency, products: head.exportCurrency }
  const parts = new Map<string, object>()
  for (const side of sides) {
    for (const line of linesOf(before[side])) {
      const currency = line.currency ?? currencies[side]
      parts.set(
        line.part,
        present({
          mark: 'record',
          part: line.part,
          partName: line.name,
          partSpecification: line.specification,
          partUnit: line.declaredUnit,
          hsCode: line.hsCode,
          lastPrice: currency ? line.price : undefined,
          currency: line.price ? currency : undefined,
          country: line.country,
        }),
      )
    }
  }
  const items = sides.flatMap((side) =>
    linesOf(after[side]).map((line) =>
      present({
        mark: 'record',
        kind: kinds[side],
        item: line.seq,
        hsCode: line.hsCode,
        name: line.name,
        declarationElements: line.specification,
        declaredUnit: line.declaredUnit,
        factor: line.factor,
        mainMaterial: line.mainMaterial,
        consumable: line.goodsAttribute === 'consumable' ? true : undefined,
        domestic: side === 'materials' && home.test(String(line.name)) ? true : undefined,
      }),
    ),
  )
  return { head: { ownNumber }, parts: [...parts.values()], items } as unknown as GoodsWire
}

/** Every part an item of its own. */
export const alone = (wire: Wire): Merging => {
  const of = (side: Side) => linesOf(wire[side]).map(({ name, part }) => ({ name, parts: [part] }))
  return { materials: of('materials'), products: of('products') }
}

/** Which part counts as which item, by the groups; an item has the number of its line in the book. */
export function relationOf(ownNumber: string, groups: Merging, after: Wire): Partial<RelationWire> {
  const lines = sides.flatMap((side) => {
    const seqs = new Map(linesOf(after[side]).map(({ part, seq }) => [part, seq]))
    return groups[side].flatMap(({ parts }) =>
      parts.map((part) => ({ mark: 'record', part, kind: kinds[side], item: seqs.get(parts[0]), partFactor: '1' })),
    )
  })
  // A part that is bought and sold again counts as one item: as material.
  const once = new Map(lines.toReversed().map((line) => [line.part, line]))
  return { head: { ownNumber }, lines: [...once.values()].reverse() } as unknown as Partial<RelationWire>
}

const present = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''))
