/** Does a product lead down to materials, in a reasonable number of levels (R3.8)? */
import type { LocalDate } from '@jiamao/kernel/time'
import { defineCheck } from '@jiamao/platform/policy/define'
import { Declaration, type DeclarationContent } from '../content.ts'
import { exampleDeclaration, rowsWith, versionOf } from '../example.ts'
import { versionRows, versions } from '../facts.ts'
import { below, makingsOf } from '../levels.ts'
import { filedVersions, type KnownVersions, versionsAfter } from '../versions.ts'

const facts = { versions, versionRows }
const none = { versions: [], versionRows: [] }

/** The products of a filing, each once with the place of its first row, and what lies below it. */
function products(content: DeclarationContent, known: KnownVersions, on: LocalDate) {
  const makings = makingsOf(versionsAfter(content, known), on)
  const places = new Map<string, string>()
  for (const { product, at = [] } of filedVersions(content)) {
    if (!places.has(product)) places.set(product, `/consumption/${at[0] ?? 0}`)
  }
  const found = below(places.keys(), makings)
  return [...places].flatMap(([product, at]) => {
    const under = found.get(product)
    return under ? [{ product, at, under }] : []
  })
}

/** R3.CYCLE: nothing is made of itself. */
const cycle = defineCheck({
  id: 'R3.CYCLE',
  of: Declaration,
  facts,
  effect: 'reject',
  ground: 'R3.8',
  find: ({ content, facts: known, on }) =>
    products(content, known, on).flatMap(({ product, at, under }) =>
      'ring' in under ? [{ at: `${at}/materialPart`, values: { product, ring: shown(under.ring) } }] : [],
    ),
  says: {
    zh: ['成品 {product} 的用料形成循环：{ring}。', '更正其中一个料号的单耗，使任何料号都不由自身制成。'],
    en: [
      'The materials of product {product} run in a ring: {ring}.',
      'Mend one of these, so that nothing is made of itself.',
    ],
  },
  examples: [
    { content: exampleDeclaration, facts: none, expect: 'pass' },
    { content: rowsWith({ materialPart: 'P1' }), facts: none, expect: 'reject' },
    { content: exampleDeclaration, facts: versionOf('M1', 'M0'), expect: 'pass' },
    // E6 of the rulebook: M1 is made of P1 in its turn.
    { content: exampleDeclaration, facts: versionOf('M1', 'P1'), expect: 'reject' },
    {
      content: exampleDeclaration,
      facts: versionOf('M1', 'P1', { validTo: '2020-02-29' }),
      on: '2020-03-02',
      expect: 'pass',
    },
  ],
})

const longest = 12
const shown = (ring: readonly string[]) =>
  ring.length <= longest ? ring.join(' → ') : `${ring.slice(0, longest).join(' → ')} → …`

/** R3.DEPTH: levels of material below a product. */
const depth = defineCheck({
  id: 'R3.DEPTH',
  of: Declaration,
  facts,
  parameter: 'R3.DEPTH',
  measure: ({ content, facts: known, on }) =>
    products(content, known, on).flatMap(({ product, at, under }) =>
      'levels' in under
        ? [
            {
              at: `${at}/productPart`,
              value: { n: BigInt(under.levels), d: 1n },
              terms: { product, levels: under.levels },
            },
          ]
        : [],
    ),
  says: {
    zh: ['成品 {product} 的用料有 {levels} 层，超过 {threshold} 层。', '合并中间各层的单耗后申报。'],
    en: [
      'Product {product} has {levels} levels of material, more than {threshold}.',
      'Declare it with fewer levels between.',
    ],
  },
  examples: [
    { content: chain(64), facts: none, expect: 'pass' },
    { content: chain(65), facts: none, expect: 'reject' },
  ],
})

/** A product of so many levels, each made of the next. */
function chain(levels: number) {
  const row = (i: number) => ({ productPart: i === 0 ? 'P1' : `L${i}`, materialPart: `L${i + 1}` })
  return rowsWith(row(0), ...Array.from({ length: levels - 1 }, (_, i) => row(i + 1)))
}

export const levelChecks = [cycle, depth]
