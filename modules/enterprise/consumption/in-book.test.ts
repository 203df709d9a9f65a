/** Goods and consumption in a book's life: a handbook is made of them, and then holds what it was made of. */
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { amounts, quantities } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import { file, listRegister, receive, requestOf } from '@jiamao/platform/filing'
import type { Subject } from '@jiamao/platform/identity'
import { type Ask, readFacts } from '@jiamao/platform/policy'
import { ask } from '@jiamao/tests/database'
import { makePlatform, type TestPlatform } from '@jiamao/tests/platform'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exampleGoods } from '../goods/example.ts'
import { bookGoods, items, parts, relations } from '../goods/index.ts'
import { exampleRegistration } from '../registry/example.ts'
import { bookConsumption, versionRows, versions } from './index.ts'

type Finding = {
  check: string
  effect: string
  pointer: string
  passes?: string
  message: { zh: string; en: string }
}
type Body = { id: Uuid; state: string; findings: Finding[] }

let p: TestPlatform
let clerk: Subject
let count = 0

beforeAll(async () => {
  p = await makePlatform()
  clerk = await p.subject(p.firm, 'customsClerk')
  const registration = { type: 'enterprise.registration', wire: { ...exampleRegistration }, origin: 'typed' as const }
  await file(p.engine, clerk, registration, requestOf('registration', 'x'))
  await goods({ parts: [m1, p1, { ...m1, part: 'M2' }], items: [epoxy, prepreg, { ...epoxy, item: 2 }] })
  await relation([
    { part: 'M1', item: 1, kind: 'material' },
    { part: 'P1', item: 1, kind: 'product' },
  ])
  // Corrected before anything is made of it: of the first row nothing may be left.
  await consumption([{ ...made, materialPart: 'M2' }])
  await consumption([made])
})
afterAll(() => p.drop())

/** Files a content, at once; each with a number of its own. */
async function filed(type: string, wire: Record<string, unknown>): Promise<Body> {
  const ownNumber = `T-${++count}`
  const head = { ownNumber, ...(wire.head as object | undefined) }
  const opening = { type, wire: { ...wire, head }, origin: 'typed' as const }
  const { body } = await file(p.engine, clerk, opening, requestOf(ownNumber, 'x'))
  return body as unknown as Body
}
const goods = (wire: Record<string, unknown>) => filed('enterprise.item', wire)
const relation = (lines: readonly object[], head: object = {}) => filed('enterprise.merge-relation', { head, lines })
const consumption = (rows: readonly object[], more: object = {}) =>
  filed('enterprise.consumption', { consumption: rows, ...more })

const told = ({ findings }: Body) => findings.map(({ check, effect, pointer }) => `${effect} ${check} ${pointer}`)
const refusals = (body: Body) => told(body).filter((text) => text.startsWith('reject'))
const listed = async (id: string, where: Record<string, string> = {}) =>
  (await listRegister(p.engine, clerk, p.engine.catalogue.register(id), { where, limit: 100 })).map(({ row }) => row)

/** What a clerk types of the example: the rest is the platform's to know. */
const [epoxy, prepreg] = (exampleGoods.items ?? []).map(({ mark: _, legalUnit: _unit, factor: _factor, ...own }) => own)
const [m1, p1] = exampleGoods.parts ?? []
const made = { productPart: 'P1', materialPart: 'M1', version: '1', net: '1', tangible: '3', intangible: '0' }

/** A handbook's goods and consumption from the facts alone: what its prefill will do. */
async function completed(
  materials: { part?: string; seq?: number; quantity: string }[],
  products: typeof materials,
  book?: string,
) {
  const draft = { head: {}, materials, products, consumption: [] }
  const on = p.clock.today()
  const given: Ask = {
    filing: newUuid(),
    enterprise: p.firm.id,
    on,
    ...(book ? { book } : {}),
    seqs: [],
    content: draft,
  }
  const facts = [items, parts, relations, versions, versionRows]
  const found = await p.engine.store.tx({ enterprise: p.firm.id, organisation: p.firm.id, stance: 'engine' }, (tx) =>
    readFacts(tx, facts as never, p.engine.catalogue.providers, given),
  )
  const known = {
    items: found[items.id] as never,
    parts: found[parts.id] as never,
    relations: found[relations.id] as never,
    versions: found[versions.id] as never,
    versionRows: found[versionRows.id] as never,
  }
  const lines = (kind: 'material' | 'product', list: typeof materials) =>
    list.map((line) => priced({ ...bookGoods(known, kind, { on })(line), ...line }))
  const [i, e] = [lines('material', materials), lines('product', products)]
  return { materials: i, products: e, ...bookConsumption(e as never, i as never, { ...known, on, book }) }
}

/** Total and levy mode, as the handbook computes them. */
function priced<L extends { price?: string; quantity: string }>(line: L) {
  const total = roundHalfAway(amounts.parse(line.price ?? '0') * quantities.parse(line.quantity), quantities.one)
  return { ...line, total: amounts.print(total), levyMode: '3' }
}

const book = 'C520720A0001'

/** What only the firm can say of a contract. */
const contract = {
  bookKind: 'importedMaterials',
  tradeMode: '0615',
  importContract: '2020-IM-001',
  exportContract: '2020-EX-001',
  validTo: '2020-12-31',
  importCurrency: 'USD',
  exportCurrency: 'USD',
  declarationStage: 'beforeExport',
}
const setUp = (ownNumber: string, materials: readonly object[], products: readonly object[]) => {
  const wire = { head: { ownNumber, ...contract }, materials, products }
  const opening = { type: 'enterprise.handbook.establish', wire, origin: 'typed' as const }
  return file(p.engine, clerk, opening, requestOf(ownNumber, 'x'))
}

test('a handbook is complete from parts and quantities; nothing is typed twice', async () => {
  const answer = await setUp('HB-1', [{ part: 'M1', quantity: '1030.92784' }], [{ seq: 1, quantity: '1000' }])
  expect(told(answer.body as unknown as Body)).toEqual(['warn R2.LISTS ', 'warn PAPERS '])
  expect(answer.body).toMatchObject({ state: 'submitted' })
  const { id } = answer.body as { id: Uuid }
  await p.engine.store.tx({ enterprise: p.firm.id, organisation: p.offices.customs.id, stance: 'engine' }, (tx) =>
    receive(p.engine, tx, {
      enterprise: p.firm.id,
      filing: id,
      version: 1,
      organisation: p.offices.customs.id,
      event: 'accept',
      values: { number: book },
      notes: [],
    }),
  )
  expect(await listed('handbook')).toMatchObject([
    { book, state: 'active', operatingName: '东莞样例复合材料有限公司', competentCustoms: '5207' },
  ])
  const [{ effort }] = await ask<{ effort: Record<string, number> }>(
    p.db.owner,
    `select effort from platform.filing where id = $1`,
    [id],
  )
  expect(effort).toMatchObject({ typed: 13, typedTwice: 0 })
})

test('what is typed although it is known is counted; a part that no line has is told at its row', async () => {
  const { body } = await setUp(
    'HB-2',
    [{ part: 'M2', quantity: '1' }],
    [{ part: 'P1', name: '碳纤维预浸物', hsCode: '6815993900', quantity: '1' }],
  )
  expect(refusals(body as unknown as Body)).toContain('reject SHAPE_REQUIRED /consumption/0/materialSeq')
})

test('a handbook holds what it names: units stay, numbers do not end', async () => {
  const answer = await goods({
    parts: [{ part: 'M1', mark: 'end' }],
    items: [
      { kind: 'material', item: 1, declaredUnit: '036' },
      { kind: 'material', item: 99, mark: 'end', hsCode: '3907300001', name: '无', declaredUnit: '035' },
    ],
  })
  expect(refusals(answer)).toEqual([
    'reject R2.UNIT_USED /items/0/declaredUnit',
    'reject R2.IN_USE /parts/0/mark',
    'reject R2.IN_USE /parts/0/mark',
    'reject R2.IN_USE /parts/0/mark',
    'reject R2.IN_USE /items/1/mark',
  ])
  const why = answer.findings.filter(({ check: id }) => id === 'R2.IN_USE').map(({ message }) => message.en)
  expect(why.join()).toMatch(/book C520720A0001/)
  expect(why.join()).toMatch(/consumption version P1 1/)
})

test('once a list has used it, its version and its relation are frozen', async () => {
  p.moveTo('2020-02-03')
  const row = { ...made, net: '1.1' }
  await moved(
    'import',
    'I',
    { tradeMode: '0615', transport: '4', country: 'HKG', port: '5207' },
    { seq: 1, quantity: '500', price: '9' },
  )
  const away = { part: 'M1', item: 2, kind: 'material' }
  expect(refusals(await relation([away], { book }))).toEqual(['reject R2.MERGE_USED /lines/0/item'])
  expect((await consumption([row])).state).toBe('accepted')
  expect((await consumption([{ ...row, net: '1' }])).state).toBe('accepted')
  await moved(
    'export',
    'E',
    { tradeMode: '0615', transport: '4', country: 'HKG', port: '5207' },
    { seq: 1, quantity: '10', price: '30', destination: 'TWN' },
  )
  const frozen = await consumption([row])
  expect(refusals(frozen)).toEqual(['reject R3.FROZEN /consumption/0/net'])
  expect(frozen.findings.find(({ check: id }) => id === 'R3.FROZEN')).toMatchObject({
    passes: '1.000000000',
    message: {
      zh: '成品 P1 版本 1 已在手(账)册 C520720A0001 使用，料件 M1 的净耗不能由 1.000000000 改为 1.100000000。',
    },
  })
  const late = await consumption([{ ...row, version: '1a', validFrom: '2020-01-15' }], {
    endings: [{ productPart: 'P1', version: '1', validTo: '2020-01-14' }],
  })
  expect(refusals(late)).toContain('reject R3.FROZEN /endings/0/validTo')
})

test('versions may be declared for the book by its numbers', async () => {
  const answer = await filed('enterprise.consumption', {
    head: { book },
    consumption: [{ productSeq: 1, materialSeq: 1, version: '5', net: '1', tangible: '2', intangible: '0' }],
  })
  expect(answer.state).toBe('accepted')
  expect(await listed('consumption-version', { book })).toMatchObject([{ product: 'P1', version: '5' }])
  const { rows } = await completed([{ part: 'M1', quantity: '1' }], [{ part: 'P1', quantity: '1' }], book)
  expect(rows).toMatchObject([{ version: '5', tangible: '2.000000000' }])
  const wrong = await filed('enterprise.consumption', {
    head: { book },
    consumption: [
      {
        productPart: 'P1',
        materialPart: 'M2',
        version: '6',
        net: '1',
        tangible: '2',
        intangible: '0',
        validFrom: '2020-09-01',
      },
    ],
  })
  expect(refusals(wrong)).toContain('reject R5.SPLIT /consumption/0/materialPart')
  const nowhere = await filed('enterprise.consumption', {
    head: { book: 'C520720A0009' },
    consumption: [{ productPart: 'P1', materialPart: 'M1', version: '6', net: '1', tangible: '2', intangible: '0' }],
  })
  expect(refusals(nowhere)).toContain('reject R3.BOOK /head/book')
})

test('a number ends when nothing holds it any more', async () => {
  await goods({ parts: [{ ...m1, part: 'M50' }], items: [{ ...epoxy, item: 50 }] })
  await relation([{ part: 'M50', item: 50, kind: 'material' }])
  const both = { parts: [{ part: 'M50', mark: 'end' }], items: [{ kind: 'material', item: 50, mark: 'end' }] }
  expect(refusals(await goods(both))).toEqual(['reject R2.IN_USE /parts/0/mark', 'reject R2.IN_USE /items/0/mark'])
  expect((await relation([{ part: 'M50', mark: 'end' }])).state).toBe('accepted')
  expect((await goods(both)).state).toBe('accepted')
  expect(await listed('part', { part: 'M50' })).toMatchObject([{ state: 'ended', endedOn: '2020-02-03' }])
  expect(refusals(await relation([{ part: 'M50', item: 50, kind: 'material' }]))).toEqual([
    'reject R2.PART /lines/0/part',
    'reject R2.ITEM /lines/0/item',
  ])
})

async function moved(direction: 'import' | 'export', goodsKind: 'I' | 'E', head: object, line: object) {
  const answer = await filed(`enterprise.checklist.${direction}`, {
    head: { book, goodsKind: goodsKind === 'I' ? 'material' : 'product', ...head },
    lines: [line],
  })
  expect(['submitted', 'held']).toContain(answer.state)
}
