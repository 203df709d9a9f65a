import { shape } from '@jiamao/kernel/fields'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { amounts, quantities } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import { bookConsumption, versionRows, versions } from '@jiamao/modules/enterprise/consumption'
import { exampleDeclaration } from '@jiamao/modules/enterprise/consumption/example'
import { bookGoods, items, parts, relations } from '@jiamao/modules/enterprise/goods'
import { exampleGoods, exampleRelation } from '@jiamao/modules/enterprise/goods/example'
import { exampleHandbook } from '@jiamao/modules/enterprise/handbook/example'
import { importBook, readGrid, writeBook } from '@jiamao/platform/files'
import { check, file, listRegister, openDraft, receive, requestOf, submit } from '@jiamao/platform/filing'
import type { Organisation, Subject } from '@jiamao/platform/identity'
import { type Ask, readFacts } from '@jiamao/platform/policy'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from './database.ts'
import { makePlatform, type TestPlatform } from './platform.ts'

type Finding = {
  check: string
  effect: string
  pointer: string
  passes?: string
  message: { zh: string; en: string }
  remedy: { zh: string; en: string }
}
type Body = { id: Uuid; state: string; findings: Finding[] }

let p: TestPlatform
let clerk: Subject
let count = 0

beforeAll(async () => {
  p = await makePlatform()
  clerk = await p.subject(p.firm, 'customsClerk')
})
afterAll(() => p.drop())

/** Files a content, at once; each with a number of its own. */
async function filed(type: string, wire: Record<string, unknown>, by = clerk): Promise<Body & { status: number }> {
  const ownNumber = `T-${++count}`
  const head = { ownNumber, ...(wire.head as object | undefined) }
  const opening = { type, wire: { ...wire, head }, origin: 'typed' as const }
  const { status, body } = await file(p.engine, by, opening, requestOf(ownNumber, 'x'))
  return { status, ...(body as unknown as Body) }
}
const goods = (wire: Record<string, unknown>, by?: Subject) => filed('enterprise.item', wire, by)
const relation = (lines: readonly object[], head: object = {}) => filed('enterprise.merge-relation', { head, lines })
const consumption = (rows: readonly object[], more: object = {}) =>
  filed('enterprise.consumption', { consumption: rows, ...more })

const told = ({ findings }: Body) => findings.map(({ check, effect, pointer }) => `${effect} ${check} ${pointer}`)
const refusals = (body: Body) => told(body).filter((text) => text.startsWith('reject'))
const listed = async (id: string, where: Record<string, string> = {}, by = clerk) =>
  (await listRegister(p.engine, by, p.engine.catalogue.register(id), { where, limit: 100 })).map(({ row }) => row)

const epoxy = {
  kind: 'material',
  item: 1,
  hsCode: '3907300001',
  name: '环氧树脂',
  declaredUnit: '035',
  mainMaterial: 'mainMaterial',
  specification: '无牌',
}
const prepreg = {
  kind: 'product',
  item: 1,
  hsCode: '6815993900',
  name: '碳纤维预浸物',
  declaredUnit: '035',
  specification: '无牌',
}
const m1 = { part: 'M1', partName: '环氧树脂 E-51', partUnit: '035', lastPrice: '8.5', currency: 'USD', country: 'TWN' }
const p1 = { part: 'P1', partName: '碳纤维预浸布', partUnit: '035', lastPrice: '30', currency: 'USD', country: 'TWN' }

describe('parts and items', () => {
  test('are entered once: the tariff gives the legal units, the units give the factor', async () => {
    const answer = await goods({ parts: [m1, p1], items: [epoxy, prepreg] })
    expect(answer).toMatchObject({ status: 201, state: 'accepted' })
    expect(refusals(answer)).toEqual([])
    expect(await listed('item', { kind: 'material' })).toMatchObject([
      {
        item: 1,
        hsCode: '3907300001',
        legalUnit: '035',
        factor: 100_000n,
        supervisionLetters: 'A',
        domestic: false,
        keyGoodsMark: 'none',
        state: 'recorded',
      },
    ])
    expect(await listed('part')).toMatchObject([{ part: 'M1', lastPrice: 850_000n }, { part: 'P1' }])
  })

  test('all faults at once, each with its place, what passes, and words in both languages', async () => {
    const answer = await goods({
      parts: [{ ...m1, part: 'M7', currency: undefined }],
      items: [
        { ...epoxy, item: 7, hsCode: '3907300002' },
        { ...epoxy, item: 8, legalUnit: '007' },
        { ...epoxy, item: 9, declaredUnit: '036', factor: '1' },
        { ...epoxy, item: 10, declaredUnit: '136' },
        { ...prepreg, item: 10, domestic: true },
        { ...epoxy, item: 10 },
      ],
    })
    expect(answer.status).toBe(422)
    // The code that the tariff lacks has no legal unit: that is a fault of shape, told before all others.
    expect(told(answer)).toEqual(['reject SHAPE_REQUIRED /items/0/legalUnit'])
    const again = await goods({
      parts: [{ ...m1, part: 'M7', currency: undefined }],
      items: [
        { ...epoxy, item: 7, hsCode: '3907300002', legalUnit: '035' },
        { ...epoxy, item: 8, legalUnit: '007', factor: '1' },
        { ...epoxy, item: 9, declaredUnit: '036', factor: '1' },
        { ...epoxy, item: 10, declaredUnit: '136' },
        { ...prepreg, item: 10, domestic: true },
        { ...epoxy, item: 10 },
      ],
    })
    expect(refusals(again)).toEqual([
      'reject R2.HS_UNKNOWN /items/0/hsCode',
      'reject R2.LEGAL_UNIT /items/1/legalUnit',
      'reject R2.FACTOR /items/2/factor',
      'reject R2.FACTOR_OWN /items/3/factor',
      'reject R2.ITEM_REPEATED /items/5/item',
      'reject R2.KIND /items/4/domestic',
      'reject R2.CURRENCY /parts/0/currency',
    ])
    const wrongUnit = again.findings.find(({ check: id }) => id === 'R2.LEGAL_UNIT')
    expect(wrongUnit).toMatchObject({
      passes: '035',
      message: { zh: '第 8 项法定单位 007 与税则不符（3907300001）。' },
      remedy: { en: 'Put 035.' },
    })
    expect(await listed('part', { part: 'M7' })).toEqual([])
  })

  test('a correction names the number and what changes, and is told as such', async () => {
    const answer = await goods({ parts: [{ part: 'M1', lastPrice: '9' }] })
    expect(answer).toMatchObject({ state: 'accepted' })
    expect(answer.findings.find(({ check: id }) => id === 'R2.REPLACES')?.message.zh).toBe(
      '料号 M1 已登记为“8.50000”，本次更正为“9.00000”。',
    )
    expect(await listed('part', { part: 'M1' })).toMatchObject([{ partName: '环氧树脂 E-51', lastPrice: 900_000n }])
  })

  test('the same filing twice under another key is the first one', async () => {
    const opening = {
      type: 'enterprise.item',
      wire: { head: { ownNumber: 'TWICE' }, parts: [{ ...m1, part: 'M8' }], items: [{ ...epoxy, item: 30 }] },
      origin: 'typed' as const,
    }
    await file(p.engine, clerk, opening, requestOf('twice-1', 'x'))
    expect(await file(p.engine, clerk, opening, requestOf('twice-2', 'x'))).toMatchObject({ body: { repeated: true } })
  })

  test('another enterprise sees nothing of it, in registers or facts', async () => {
    const other = await neighbour()
    expect(await listed('part', {}, other)).toEqual([])
    expect(await listed('item', {}, other)).toEqual([])
    const answer = await goods({ parts: [{ part: 'M1', lastPrice: '9' }] }, other)
    expect(told(answer)).toContain('reject SHAPE_REQUIRED /parts/0/partName')
  })
})

async function neighbour(): Promise<Subject> {
  const firm: Organisation = await p.engine.directory.add(
    { party: 'enterprise', name: '东莞邻居有限公司', creditCode: '91441900MA00000029', customsCode: '4419940002' },
    p.clock.machine(),
  )
  return p.subject(firm, 'customsClerk')
}

describe('merging', () => {
  test('a line needs a part and an item; the rest is held', async () => {
    const answer = await relation([
      { part: 'M1', item: 1, kind: 'material' },
      { part: 'P1', item: 1, kind: 'product' },
    ])
    expect(answer).toMatchObject({ status: 201, state: 'accepted', findings: [] })
    expect(await listed('merge-relation')).toMatchObject([
      {
        book: '*',
        part: 'M1',
        validFrom: '2020-01-02',
        kind: 'material',
        item: 1,
        partFactor: 100_000n,
        name: '环氧树脂',
        price: 900_000n,
        state: 'inForce',
      },
      { book: '*', part: 'P1', kind: 'product' },
    ])
  })

  test('since 2020 the six conditions warn, each with the value that passes; before they hold the filing', async () => {
    await goods({
      parts: [
        { ...m1, part: 'M2', hsCode: '3907300090', lastPrice: '18.00001' },
        { ...m1, part: 'M3', partUnit: '136' },
      ],
      items: [{ ...epoxy, item: 2, name: '固化剂', mainMaterial: 'auxiliaryMaterial' }],
    })
    const lines = [
      {
        part: 'M2',
        item: 1,
        kind: 'material',
        name: '固化剂',
        declaredUnit: '036',
        partFactor: '1000',
        mainMaterial: 'auxiliaryMaterial',
      },
    ]
    const answer = await relation(lines)
    expect(answer.state).toBe('accepted')
    expect(told(answer)).toEqual([
      'warn R2.MERGE_1 /lines/0/hsCode',
      'warn R2.MERGE_2 /lines/0/declaredUnit',
      'warn R2.MERGE_3 /lines/0/name',
      'warn R2.MERGE_4 /lines/0/mainMaterial',
      'warn R2.MERGE_6 /lines/0/price',
    ])
    expect(answer.findings[0]).toMatchObject({
      passes: '3907300001',
      parameter: 'R2.MERGE',
      ground: 'GAC 218/2019: the relation is kept by the firm (R2.9, R2.11)',
      message: { zh: '归并条件（1）：料号 M2 的商品编码 3907300090 与项号 1 的 3907300001 不同。' },
    })
    p.moveTo('2019-12-31')
    const before = await relation(lines, { validFrom: '2020-02-01' })
    expect(before.state).toBe('held')
    const right = await relation([{ part: 'M3', item: 1, kind: 'material', partFactor: '25' }])
    expect(right.state).toBe('submitted')
    const [task] = await ask<{ act: string; organisation_id: string }>(
      p.db.owner,
      `select act, organisation_id from platform.task where filing_id = $1`,
      [right.id],
    )
    expect(task).toEqual({ act: 'decide', organisation_id: p.offices.customs.id })
    p.moveTo('2020-01-02')
  })

  test('unknown parts and items, impossible factors, what must stand alone, and rows that would never hold', async () => {
    await goods({ items: [{ ...epoxy, item: 3, consumable: true }] })
    const answer = await relation(
      [
        { ...named('M9'), item: 1 },
        { ...named('M2'), part: 'M2', item: 77 },
        { part: 'M3', item: 1, kind: 'material', partFactor: '0' },
        { part: 'M1', item: 3, kind: 'material', consumable: false },
      ],
      { validFrom: '2020-01-01' },
    )
    expect(answer.status).toBe(422)
    expect(refusals(answer)).toEqual([
      'reject R2.PART /lines/0/part',
      'reject R2.ITEM /lines/1/item',
      'reject R2.PART_FACTOR /lines/2/partFactor',
      'reject R2.MERGE_ORDER /lines/1/part',
      'reject R2.MERGE_ORDER /lines/3/part',
      'reject R2.NEVER_MERGED /lines/3/consumable',
    ])
  })
})

/** A line that says everything itself. */
const named = (part: string) => ({
  part,
  partName: '环氧树脂',
  partUnit: '035',
  partFactor: '1',
  kind: 'material',
  hsCode: '3907300001',
  name: '环氧树脂',
  declaredUnit: '035',
})

describe('consumption', () => {
  const row = { productPart: 'P1', materialPart: 'M1', version: '1', net: '1', tangible: '3', intangible: '0' }

  test('a version is declared with two parts, net use and losses', async () => {
    const answer = await consumption([{ ...row, materialPart: 'M3' }])
    expect(answer).toMatchObject({ status: 201, state: 'accepted' })
    expect(await listed('consumption-version')).toMatchObject([
      { book: '*', product: 'P1', version: '1', validFrom: '2020-01-02', state: 'declared', chosenBy: 'date' },
    ])
  })

  test('until it is used it is corrected by filing it again; what the correction leaves out is gone', async () => {
    const answer = await consumption([row])
    expect(answer.state).toBe('accepted')
    expect(told(answer)).toEqual(['warn R3.REPLACES /consumption/0', 'warn R3.REPLACES /consumption/0/materialPart'])
    const { rows } = await completed([{ part: 'M1', quantity: '1' }], [{ part: 'P1', quantity: '1' }])
    expect(rows).toMatchObject([{ materialSeq: 1, net: '1.000000000', tangible: '3.000000000', version: '1' }])
  })

  test('what cannot be: losses of all, a ring, a part nobody registered, two versions on one day', async () => {
    await goods({ parts: [{ ...m1, part: 'S1' }] })
    expect(await consumption([{ ...row, productPart: 'S1', materialPart: 'M1', version: '0' }])).toMatchObject({
      state: 'accepted',
    })
    const answer = await consumption([
      { ...row, version: '2', validFrom: '2020-06-01', tangible: '60', intangible: '40' },
      { ...row, version: '2', materialPart: 'S1', net: '0' },
      { ...row, version: '2', materialPart: 'M99' },
      { ...row, productPart: 'M1', materialPart: 'S1', version: '0' },
      { ...row, version: '3', validFrom: '2020-06-01' },
    ])
    expect(answer.status).toBe(422)
    expect(refusals(answer)).toEqual([
      'reject R2.PART /consumption/2/materialPart',
      'reject R3.RANGE /consumption/1/net',
      'reject R3.LOSS /consumption/0/tangible',
      'reject R3.VERSION /consumption/4/validFrom',
      'reject R3.CYCLE /consumption/0/materialPart',
      'reject R3.CYCLE /consumption/3/materialPart',
    ])
    const ring = answer.findings.find(({ pointer }) => pointer === '/consumption/3/materialPart')
    expect(ring?.message.en).toMatch(/M1 run in a ring: .*(M1 → S1 → M1|S1 → M1 → S1)/)
  })

  test('a version that begins ends the one before it on the eve', async () => {
    const answer = await consumption([{ ...row, version: '2', validFrom: '2020-07-01', net: '1.001' }])
    expect(answer.state).toBe('accepted')
    expect(await listed('consumption-version', { product: 'P1' })).toMatchObject([
      { version: '1', validTo: '2020-06-30' },
      { version: '2', validFrom: '2020-07-01' },
    ])
  })
})

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

describe('a handbook made of them', () => {
  const book = 'C520720A0001'

  test('is complete from parts and quantities', async () => {
    const { materials, products, rows, missing } = await completed(
      [{ part: 'M1', quantity: '1030.92784' }],
      [{ seq: 1, quantity: '1000' }],
    )
    expect(missing).toEqual([])
    const wire = {
      head: { ...exampleHandbook.head, ownNumber: 'HB-1' },
      materials,
      products,
      consumption: rows.map((row, i) => ({ no: i + 1, ...row })),
    }
    const answer = await file(
      p.engine,
      clerk,
      { type: 'enterprise.handbook.establish', wire, origin: 'typed' },
      requestOf('hb', 'x'),
    )
    expect(told(answer.body as unknown as Body)).toEqual(['warn R2.LISTS '])
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
    expect(await listed('handbook')).toMatchObject([{ book, state: 'active' }])
  })

  test('holds what it names: units stay, numbers do not end', async () => {
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
    expect(why.join()).toMatch(/consumption version P1 1|consumption version S1 0/)
  })

  test('once a list has used it, its version and its relation are frozen', async () => {
    p.moveTo('2020-02-03')
    const row = { productPart: 'P1', materialPart: 'M1', version: '1', net: '1.1', tangible: '3', intangible: '0' }
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
})

describe('as workbooks', () => {
  test.each([
    ['enterprise.item', exampleGoods],
    ['enterprise.merge-relation', exampleRelation],
    [
      'enterprise.consumption',
      { ...exampleDeclaration, endings: [{ productPart: 'P1', version: '0', validTo: '2020-01-01' }] },
    ],
  ])('%s goes out and comes back', async (type, example) => {
    const { content, sheets = [] } = p.engine.catalogue.filing(type) ?? {}
    const names = { codeOf: (_: string, text: string) => text, nameOf: () => undefined, entries: () => [] }
    const bytes: Buffer[] = []
    for await (const piece of writeBook(content, sheets, example, names)) bytes.push(piece as Buffer)
    const grid = await readGrid(Buffer.concat(bytes))
    const { wire, findings } = await importBook(content, sheets, grid, names)
    await grid.close()
    expect(findings.filter(({ weight }) => weight === 'fault')).toEqual([])
    const lists = { has: () => true }
    expect(shape(content, wire, lists)).toEqual(shape(content, example, lists))
  })
})

test('drafts are checked without being filed', async () => {
  const opening = {
    type: 'enterprise.item',
    wire: { head: { ownNumber: 'D-1' }, items: [{ ...epoxy, item: 60 }] },
    origin: 'typed' as const,
  }
  const opened = await openDraft(p.engine, clerk, opening, requestOf('d1', 'x'))
  const { id } = opened.body as { id: Uuid }
  const { judgement, wire } = await check(p.engine, clerk, id)
  expect(judgement.strongest).toBe('warn')
  expect(wire.items).toMatchObject([{ legalUnit: '035', factor: '1.00000' }])
  expect(await submit(p.engine, clerk, id, 1, requestOf('s1', 'x'))).toMatchObject({ body: { state: 'accepted' } })
})
