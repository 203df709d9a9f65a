import { readFileSync } from 'node:fs'
import { dataFolder } from '@jiamao/data'
import { quantities } from '@jiamao/kernel/numbers'
import type { Bodies } from '@jiamao/platform/exchange/codec'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Handbook } from './handbook.ts'
import { contentOf } from './handbook-content.ts'
import { postingsOf } from './postings.ts'

interface Example {
  readonly id: string
  readonly consumption: readonly Record<
    'product' | 'version' | 'material' | 'net' | 'tangible' | 'intangible' | 'bondedShare',
    string
  >[]
  readonly lines: readonly {
    tradeMode: string
    ie: string
    goods: string
    item: string
    qty: string
    version?: string
  }[]
  readonly expected: Readonly<Record<string, { consumption: string; theoretical: string }>>
}

const examples: { examples: Example[] } = JSON.parse(
  readFileSync(new URL('examples/rulebook-examples.json', dataFolder), 'utf8'),
)

const seqOf = (item: string) => item.slice(1)

/** The example as an enterprise would file it: a handbook, and a checklist for each line. */
function bookOf({ consumption, lines }: Example): Handbook {
  const goods = (kind: 'M' | 'P') =>
    [...new Set([...consumption.flatMap(({ product, material }) => [product, material])])]
      .filter((item) => item.startsWith(kind))
      .map((item) => ({ GdsSeqno: seqOf(item), Gdecd: '3907300001', DclUnitcd: '035', DclQty: '1000000' }))
  const filed: Bodies['NPTS001'] = {
    NptsEmlImg: goods('M'),
    NptsEmlExg: goods('P'),
    NptsEmlConsume: consumption.map((row) => ({
      EndprdSeqno: seqOf(row.product),
      MtpckSeqno: seqOf(row.material),
      UcnsVerno: row.version,
      NetUseupQty: row.net,
      TgblLossRate: row.tangible,
      IntgbLossRate: row.intangible,
      BondMtpckPrpr: row.bondedShare,
    })),
  }
  const book = new Handbook('C520724A0001', '4419940001', 'C', contentOf(filed))
  for (const [i, line] of lines.entries()) {
    const { postings, faults } = postingsOf(
      {
        InvtHeadType: {
          SupvModecd: line.tradeMode,
          ImpexpMarkcd: line.ie,
          MtpckEndprdMarkcd: line.goods === 'product' ? 'E' : 'I',
        },
        InvtListType: [
          {
            PutrecSeqno: seqOf(line.item),
            Gdecd: '3907300001',
            DclUnitcd: '035',
            DclQty: line.qty,
            UcnsVerno: line.version,
          },
        ],
      },
      book,
    )
    expect(faults).toEqual([])
    book.reserve(`Q${i}`, line.ie, postings)
    book.deduct(`Q${i}`)
  }
  return book
}

const oneVersionByName = examples.examples.filter(({ id }) => ['W1', 'W2', 'W5'].includes(id))

test.each(oneVersionByName)('$id of the rulebook, to the last digit', (example) => {
  const book = bookOf(example)
  for (const [item, { consumption, theoretical }] of Object.entries(example.expected)) {
    expect(quantities.print(book.consumed(seqOf(item)))).toBe(consumption)
    expect(quantities.print(book.remaining(seqOf(item)))).toBe(theoretical)
  }
})

test('how goods are cut into checklists changes no figure (R4.19)', () => {
  const [, w2] = oneVersionByName
  const whole = bookOf(w2)
  const split = fc.array(fc.record({ at: fc.nat(w2.lines.length - 1), part: fc.bigInt(1n, 99n) }), { maxLength: 6 })
  fc.assert(
    fc.property(split, fc.boolean(), (cuts, isReversed) => {
      const lines = [...w2.lines]
      for (const { at, part } of cuts) {
        const all = quantities.parse(lines[at].qty)
        const piece = (all * part) / 100n
        if (piece === 0n) continue
        lines[at] = { ...lines[at], qty: quantities.print(all - piece) }
        lines.push({ ...lines[at], qty: quantities.print(piece) })
      }
      const cut = bookOf({ ...w2, lines: isReversed ? lines.reverse() : lines })
      for (const seq of ['1', '2']) {
        expect(cut.consumed(seq)).toBe(whole.consumed(seq))
        expect(cut.remaining(seq)).toBe(whole.remaining(seq))
      }
    }),
    { numRuns: 50 },
  )
})
