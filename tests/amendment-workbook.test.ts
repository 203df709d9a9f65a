import { buffer } from 'node:stream/consumers'
import { quantities } from '@jiamao/kernel/numbers'
import { importBook, readGrid, writeBook } from '@jiamao/platform/files'
import { type AnyFiling, check, openDraft, requestOf } from '@jiamao/platform/filing'
import type { Subject } from '@jiamao/platform/identity'
import { codeNamesOf } from '@jiamao/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checklist, type Desk, deskOf, setUp } from './books.ts'
import { makePlatform, type TestPlatform } from './platform.ts'
import { policyOf2020, realWorkbook, wireOf } from './system/samples.ts'

let p: TestPlatform
let clerk: Subject
let desk: Desk
let amend: AnyFiling
beforeAll(async () => {
  p = await makePlatform()
  clerk = await p.subject(p.firm, 'customsClerk')
  desk = deskOf(p, clerk)
  amend = p.engine.catalogue.filing('enterprise.handbook.amend') as AnyFiling
})
afterAll(() => p.drop())

type Line = Record<string, unknown>
type Wire = Record<'head', Line> & Record<'materials' | 'products' | 'consumption', Line[]>

let drafts = 0
/** A draft as an import makes it, and what the gate completes it to. */
async function imported(wire: object) {
  const opening = { type: amend.id, wire: wire as Record<string, unknown>, origin: 'imported' as const }
  const { body } = await openDraft(p.engine, clerk, opening, requestOf(`draft ${++drafts}`, drafts))
  return check(p.engine, clerk, (body as { id: never }).id)
}
const marksOf = (lines: readonly Line[]) => lines.map(({ seq, no, changeMark }) => [seq ?? no, changeMark])

test('a workbook of a running book: marks are computed, a deletion is read, cells keep their places', async () => {
  const number = 'C520720A0001'
  await setUp(desk, 'HB-W', number)
  await desk.accepted('enterprise.checklist.import', checklist(number, 'W-I1', 1, '400'), {
    number: 'QD520720I000000001',
  })
  const whole = (await imported({ head: { number } })).wire as unknown as Wire
  // As a clerk leaves it: quantities changed, marks not; one product struck out.
  const edited = structuredClone(whole)
  edited.materials[0].quantity = '399'
  edited.materials[0].total = '3391.50000'
  edited.products[1].changeMark = 'deleted'
  const names = codeNamesOf(policyOf2020)
  const book = await buffer(writeBook(amend.content, amend.sheets ?? [], edited, names))
  const grid = await readGrid(book)
  const read = await importBook(amend.content, amend.sheets ?? [], grid, names)
  await grid.close()

  const { wire, judgement } = await imported(read.wire)
  const { materials, products, consumption } = wire as unknown as Wire
  expect(marksOf(materials)).toEqual([
    [1, 'changed'],
    [2, 'unchanged'],
  ])
  expect(marksOf(products)).toEqual([
    [1, 'unchanged'],
    [2, 'deleted'],
  ])
  expect(marksOf(consumption)).toEqual([
    [1, 'unchanged'],
    [2, 'deleted'],
  ])
  const [used] = judgement.findings.filter(({ effect }) => effect === 'reject')
  expect(used).toMatchObject({ check: 'R5.CHANGE_USED', pointer: '/materials/0/quantity', passes: '400.00000' })
  expect(read.cellOf(used.pointer)?.sheet).toBe('料件')
})

const real = realWorkbook()
test.skipIf(!real)(
  'the real workbook, set up, and filed again with one line raised: that line alone changes',
  async () => {
    const read = (await wireOf(real ?? '')) as unknown as Wire
    const [number, preentryNumber] = ['C520720A0002', '202000000000000002']
    const { number: _, preentryNumber: __, filingKind, amendments, ...head } = read.head
    expect({ filingKind, amendments }).toEqual({ filingKind: 'amend', amendments: 1 })
    await desk.accepted('enterprise.handbook.establish', { ...read, head }, { number, preentryNumber })

    const same = await imported({ ...read, head: { ...read.head, number } })
    expect(same.judgement.findings.filter(({ effect }) => effect === 'reject').map((found) => found.check)).toEqual([
      'R5.CHANGE_NOTHING',
    ])
    const raised = structuredClone(read)
    const [product] = raised.products
    const more = quantities.parse(String(product.quantity)) + quantities.parse('1000')
    Object.assign(product, { quantity: quantities.print(quantities.of(more)), total: undefined })
    const { wire, judgement } = await imported({ ...raised, head: { ...raised.head, number } })
    const { materials, products, consumption, head: filed } = wire as unknown as Wire
    expect(filed).toMatchObject({ number, preentryNumber, amendments: 1, filingNo: 1 })
    const changed = [materials, products, consumption].map((part) =>
      marksOf(part).filter(([, mark]) => mark !== 'unchanged'),
    )
    expect(changed).toEqual([[], [[1, 'changed']], []])
    expect(judgement.strongest).toBe('warn')
  },
)
