import { type Content, shape } from '@jiamao/kernel/fields'
import { parseDate, startOf } from '@jiamao/kernel/time'
import { codecs } from '@jiamao/platform/exchange/codec'
import type { ActGiven } from '@jiamao/platform/filing/define'
import { firstPolicy, judge } from '@jiamao/platform/policy'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Amendment, type AmendmentContent, type AmendmentWire } from './amendment.ts'
import { prefill } from './amendment-prefill.ts'
import { afterwards } from './checks/afterwards.ts'
import { lineTotal } from './checks/lines.ts'
import { anyCode } from './compare-goods.ts'
import { exampleDrawn, exampleLines, exampleRecipe, exampleRow } from './example-amendment.ts'
import { amend } from './filings/amend.ts'
import { amendmentMessage } from './messages.ts'

const on = parseDate('2020-03-02')
const policy = firstPolicy().inForce(on, startOf(parseDate('2030-01-01')))
const book = exampleRow.book

/** The book: two materials and two products, of which the first of each moved. */
const lines = [1, 2].flatMap((seq) => exampleLines.map((line) => ({ ...line, seq, part: `${line.side}${seq}` })))
const recipes = [1, 2].map((n) => ({ ...exampleRecipe, product: n, material: n, moved: n === 1 }))
const marks = recipes.map(({ product, material, version }, i) => ({
  book,
  productSeq: product,
  materialSeq: material,
  version,
  no: i + 5,
}))
const drawn = [...exampleDrawn, ...exampleDrawn.map((line) => ({ ...line, seq: 2, drawn: '0', moved: false }))]
const wires = { book: [exampleRow], lines, marks, recipes, drawn, filed: [] }
const facts = Object.fromEntries(
  Object.entries(prefill.facts).map(([name, { value }]) => {
    const read = shape(value, wires[name as keyof typeof wires], anyCode)
    expect(read.faults).toEqual([])
    return [name, read.content]
  }),
) as { [K in keyof typeof prefill.facts]: Content<(typeof prefill.facts)[K]['value']> }

type Given = Parameters<typeof prefill.fill>[0]['wire']
const filled = (wire: object): AmendmentWire =>
  prefill.fill({ wire: wire as Given, facts, on, policy, about: undefined }) as AmendmentWire
const read = (wire: object): AmendmentContent => {
  const { content, faults } = shape(Amendment, filled(wire), policy.lists)
  expect(faults).toEqual([])
  return content as AmendmentContent
}
const marksOf = ({ materials, products, consumption }: AmendmentWire) => ({
  materials: materials.map(({ seq, changeMark }) => [seq, changeMark]),
  products: products.map(({ seq, changeMark }) => [seq, changeMark]),
  consumption: consumption.map(({ no, changeMark }) => [no, changeMark]),
})
const head = { number: book }

describe('a change is completed from the book', () => {
  test('a number alone is the whole book, unchanged', () => {
    const wire = filled({ head })
    expect(marksOf(wire)).toEqual({
      materials: [
        [1, 'unchanged'],
        [2, 'unchanged'],
      ],
      products: [
        [1, 'unchanged'],
        [2, 'unchanged'],
      ],
      consumption: [
        [5, 'unchanged'],
        [6, 'unchanged'],
      ],
    })
    expect(wire.impact).toEqual([])
    expect(wire.head).toMatchObject({ filingKind: 'amend', amendments: 1, filingNo: 1, contact: '样例联系人' })
  })

  test('marks are what the lines say, not what the filer says; figures are equal whatever their zeros', () => {
    const wire = filled({
      head,
      materials: [
        { seq: 1, quantity: '1030.927840', changeMark: 'changed' },
        { seq: 2, price: '8.6', changeMark: 'unchanged' },
        { ...lines[0], book: undefined, side: undefined, domestic: undefined, seq: 3, changeMark: 'unchanged' },
      ],
    })
    expect(marksOf(wire).materials).toEqual([
      [1, 'unchanged'],
      [2, 'changed'],
      [3, 'added'],
    ])
    expect(wire.materials[1].total).toBe('8865.97942')
  })

  test.each([
    ['name', '环氧'],
    ['country', 'JPN'],
    ['price', '8.6'],
    ['part', 'N'],
    ['specification', '有牌'],
    ['factor', '1'],
    ['goodsAttribute', 'other'],
    ['mainMaterial', 'mainMaterial'],
    ['remark', '备注'],
  ])('a line is changed that differs in %s alone', (field, value) => {
    const { total } = lines[0]
    expect(marksOf(filled({ head, materials: [{ seq: 1, total, [field]: value }] })).materials[0]).toEqual([
      1,
      'changed',
    ])
  })

  test('what is deleted is what the book has, and its consumption goes with it', () => {
    const wire = filled({ head, products: [{ seq: 2, quantity: '1', changeMark: 'deleted' }] })
    expect(marksOf(wire)).toMatchObject({
      products: [
        [2, 'deleted'],
        [1, 'unchanged'],
      ],
      consumption: [
        [5, 'unchanged'],
        [6, 'deleted'],
      ],
    })
    expect(wire.products[0].quantity).toBe('1000.00000')
    // All that could still be drawn of it is held.
    expect(wire.impact).toEqual([
      { side: 'E', seq: 2, usedQuantity: '0.00000', oldQuantity: '1000.00000', held: '1000.00000' },
    ])
  })

  test('rows keep their numbers, new ones take what is free', () => {
    const row = { version: '1', net: '1', tangible: '0', intangible: '0', bondedShare: '100' }
    const wire = filled({
      head,
      consumption: [
        { ...row, no: 6, productSeq: 1, materialSeq: 1 },
        { ...row, no: 1, productSeq: 1, materialSeq: 2 },
        { no: 1, productSeq: 2, materialSeq: 2, version: '0' },
      ],
    })
    expect(marksOf(wire).consumption).toEqual([
      [7, 'added'],
      [1, 'added'],
      [6, 'unchanged'],
      [5, 'unchanged'],
    ])
  })

  test('unit form says the figures of the other form; 1/0.97 rounded is not the book’s', () => {
    const unit = (unitConsumption: string) =>
      filled({ head, consumption: [{ productSeq: 2, materialSeq: 2, version: '0', unitConsumption }] }).consumption[0]
    expect(unit('1.030927835')).toMatchObject({ changeMark: 'changed', unitConsumption: '1.030927835' })
    expect(unit('1.030927835').net).toBeUndefined()
  })

  test('holds a lowered line’s difference, and all of a product whose consumption is corrected', () => {
    const wire = filled({
      head,
      materials: [{ seq: 1, quantity: '500' }],
      consumption: [{ productSeq: 2, materialSeq: 2, version: '0', net: '1.1' }],
    })
    expect(wire.impact.map(({ side, seq, held }) => [side, seq, held])).toEqual([
      ['I', 1, '530.92784'],
      ['E', 2, '1000.00000'],
    ])
    const row = { productSeq: 2, materialSeq: 1, net: '1', tangible: '0', intangible: '0', bondedShare: '100' }
    const holds = (version: string) =>
      filled({ head, consumption: [{ ...row, version }] }).impact.map(({ held }) => held)
    expect(holds('0')).toEqual(['1000.00000'])
    expect(holds('1')).toEqual([])
  })

  test('what is wrong with what stays is told where it was filed', () => {
    const content = read({
      head,
      materials: [
        { seq: 2, changeMark: 'deleted' },
        { seq: 1, total: '1' },
      ],
    })
    const { findings } = judge({ type: amend.id, checks: [afterwards(lineTotal)], content, facts: {} }, policy)
    expect(findings.map(({ check, pointer }) => [check, pointer])).toEqual([['R5.TOTAL', '/materials/1/total']])
  })
})

const quantity = fc
  .integer({ min: 400_00000, max: 2_000_00000 })
  .map((n) => `${(n / 100_000) | 0}.${String(n % 100_000).padStart(5, '0')}`)
const goodsLine = fc.record(
  { seq: fc.constantFrom(1, 2, 3), quantity, changeMark: fc.constantFrom('deleted', 'changed', 'added') },
  { requiredKeys: ['seq'] },
)
const consumptionRow = fc.record(
  {
    productSeq: fc.constantFrom(1, 2),
    materialSeq: fc.constantFrom(1, 2),
    version: fc.constantFrom('0', '1'),
    net: fc.constantFrom('1', '0.9', '1.25'),
    tangible: fc.constantFrom('3', '2'),
    intangible: fc.constant('0'),
    bondedShare: fc.constantFrom('100', '0'),
    changeMark: fc.constantFrom('deleted', 'unchanged'),
  },
  { requiredKeys: ['productSeq', 'materialSeq', 'version', 'net', 'tangible', 'intangible', 'bondedShare'] },
)
const anyLines = fc.uniqueArray(goodsLine, { selector: ({ seq }) => seq, maxLength: 3 })
const anyChange = fc.record({
  head: fc.constant(head),
  materials: anyLines.map((some) => some.map((line) => ({ ...added(0), ...line }))),
  products: anyLines.map((some) => some.map((line) => ({ ...added(1), ...line }))),
  consumption: fc.uniqueArray(consumptionRow, {
    selector: ({ productSeq, materialSeq, version }) => `${productSeq} ${materialSeq} ${version}`,
  }),
})
/** The fields that a new line must say. */
const added = (i: number) => {
  const { hsCode, name, declaredUnit, legalUnit, country, price } = lines[i]
  return { part: 'N', hsCode, name, declaredUnit, legalUnit, country, price, quantity: '400' }
}

describe('any change', () => {
  test('completed is complete: checking it, saving what was shown and checking again changes nothing', () =>
    fc.assert(
      fc.property(anyChange, (change) => {
        const once = filled(change)
        expect(filled(once)).toEqual(once)
      }),
    ))

  test('goes as an NPTS001 that its codec takes, with the lines that differ and no others', () =>
    fc.assert(
      fc.property(anyChange, (change) => {
        const content = read(change)
        const body = amendmentMessage(content, { on, at: startOf(on), version: 1, known: {} })
        const bytes = codecs.NPTS001.encode(body)
        expect(bytes).toBeInstanceOf(Uint8Array)
        const differing = content.materials.filter(({ changeMark }) => changeMark !== 'unchanged')
        expect(body.NptsEmlImg?.map(({ GdsSeqno }) => GdsSeqno)).toEqual(differing.map(({ seq }) => String(seq)))
        expect(body.NptsEmlHead).toMatchObject({ DclTypecd: '2', EmlNo: book })
      }),
    ))

  test('writes no line that it leaves alone, and takes out of the book what it deletes', () =>
    fc.assert(
      fc.property(anyChange, (change) => {
        const content = read(change)
        const acts = amend.accept?.(content, { on, known: {}, values: {}, policy } as unknown as ActGiven) ?? []
        const book = acts.find((act) => act.act === 'amendBook')
        if (book?.act !== 'amendBook') throw new Error('no act changes the book')
        const key = ({ side, seq }: { side: string; seq: number }) => `${side}${seq}`
        const marked = (...wanted: string[]) =>
          (['materials', 'products'] as const).flatMap((part) =>
            content[part].flatMap(({ seq, changeMark = '' }) =>
              wanted.includes(changeMark) ? [`${part === 'materials' ? 'I' : 'E'}${seq}`] : [],
            ),
          )
        const touched = new Set([...marked('changed', 'added'), ...content.impact.map(key)])
        const gone = marked('deleted')
        expect(new Set(book.goneAccounts.map(key))).toEqual(new Set(gone))
        expect(new Set(book.accounts.map(key))).toEqual(new Set([...touched].filter((k) => !gone.includes(k))))
        expect(book.recipes.length + book.goneRecipes.length).toBe(
          content.consumption.filter(({ changeMark }) => changeMark !== 'unchanged').length,
        )
      }),
    ))
})
