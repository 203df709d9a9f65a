/** The write-off as one SQL statement in exact numeric: what a database does by itself, and what we are held against. */
import { movementKinds } from '@jiamao/platform/ledger/kinds'
import type { WriteOff } from '@jiamao/platform/ledger/write-off'

const kinds = Object.values(movementKinds)
const codes = (...effects: string[]) => kinds.flatMap(({ code, effect }) => (effects.includes(effect) ? [code] : []))
const scrapCodes = kinds.flatMap(({ code, goods }) => (goods === 'scrap' ? [code] : []))
const anyOf = (found: readonly number[]) => `kind = any ('{${found}}')`

/**
 * Six figures of every material, in order of its number, 10⁻⁵ (R4.4 to R4.8).
 *
 * As R4.5 has it, Q·n is added per material and equal rates before anything is divided: one division a class instead of
 * one a row was 1.4 × faster. A quotient has 25 decimals of 10⁻¹⁴ units; figures are rounded once, half away from zero.
 *
 * @param pair the columns that name a pair in `moved` and `recipe_row`, the first of them naming a material's lines too
 * @param tables common table expressions: `material (material)`; `moved (kind, …pair, moved)`; `recipe_row (…pair, material,
 *   net, tangible, intangible, share)`
 */
export const writeOffStatement = (pair: 'item' | 'seq, recipe', tables: string): string => `
  with ${tables},
  flow as (
    select ${pair}, sum(case when ${anyOf(codes('-c'))} then moved else -moved end) as q
      from moved where ${anyOf(codes('-c', '+c'))} group by ${pair}),
  own as (
    select ${pair.split(',')[0]} as material,
           sum(case when ${anyOf(codes('+'))} then moved when ${anyOf(codes('-'))} then -moved end) as base,
           sum(moved) filter (where ${anyOf(scrapCodes)}) as scrap
      from moved where ${anyOf([...codes('+', '-'), ...scrapCodes])} group by 1),
  class as (
    select r.material, r.tangible, r.intangible, r.share, sum(f.q * r.net) as n
      from recipe_row r join flow f using (${pair})
     group by r.material, r.tangible, r.intangible, r.share),
  term as (
    select material, tangible, intangible, round(n * share, 25) / (100000000000 - tangible - intangible) as c from class),
  used as (
    select material, round(sum(c) / 1e9) as consumption, round(sum(c * tangible) / 1e20) as tangible,
           round(sum(c * intangible) / 1e20) as intangible
      from term group by material),
  known as (
    select material, coalesce(u.consumption, 0) as consumption, coalesce(u.tangible, 0) as tangible,
           coalesce(u.intangible, 0) as intangible, coalesce(o.base, 0) as base, coalesce(o.scrap, 0) as scrap
      from material left join used u using (material) left join own o using (material))
  select consumption::bigint, tangible::bigint, intangible::bigint, (consumption - tangible - intangible)::bigint as net,
         (base - consumption)::bigint as theoretical, (tangible - scrap)::bigint as scrap
    from known order by material`

export type Figures = Record<(typeof figures)[number], bigint | string>
const figures = ['consumption', 'tangible', 'intangible', 'net', 'theoretical', 'scrap'] as const

/** @throws Error for the first figure in which we differ */
export function expectFigures(ours: WriteOff, theirs: readonly Figures[]): void {
  if (theirs.length !== ours.consumption.length) throw new Error(`the reference has ${theirs.length} materials`)
  for (const [material, row] of theirs.entries()) {
    for (const name of figures) {
      const [a, b] = [ours[name][material], BigInt(row[name])]
      if (a !== b) throw new Error(`${name} of material ${material}: ours ${a}, the reference's ${b}`)
    }
  }
}
