import type { Uuid } from '@jiamao/kernel/ids'
import { exampleGoods } from '@jiamao/modules/enterprise/goods/example'
import { file, listRegister, requestOf } from '@jiamao/platform/filing'
import type { Organisation, Subject } from '@jiamao/platform/identity'
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

/** What a clerk types of the example: the rest is the platform's to know. */
const [epoxy, prepreg] = (exampleGoods.items ?? []).map(({ mark: _, legalUnit: _unit, factor: _factor, ...own }) => own)
const [m1, p1] = exampleGoods.parts ?? []

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
        { ...epoxy, item: 8, legalUnit: '007', factor: '1' },
        { ...epoxy, item: 9, declaredUnit: '036', factor: '1' },
        { ...epoxy, item: 10, declaredUnit: '136' },
        { ...prepreg, item: 10, domestic: true },
        { ...epoxy, item: 10 },
      ],
    })
    expect(answer.status).toBe(422)
    expect(refusals(answer)).toEqual([
      'reject R2.HS_UNKNOWN /items/0/hsCode',
      'reject R2.LEGAL_UNIT /items/1/legalUnit',
      'reject R2.FACTOR /items/2/factor',
      'reject R2.FACTOR_OWN /items/3/factor',
      'reject R2.ITEM_REPEATED /items/5/item',
      'reject R2.KIND /items/4/domestic',
      'reject R2.CURRENCY /parts/0/currency',
    ])
    const wrongUnit = answer.findings.find(({ check: id }) => id === 'R2.LEGAL_UNIT')
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
        { part: 'M9', item: 1, kind: 'material' },
        { part: 'M2', item: 77 },
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
    const [version] = (await listed('consumption-version')) as { filing: string }[]
    expect(await listed('consumption-row', { filing: version.filing })).toMatchObject([
      { product: 'P1', version: '1', material: 'M1', net: 1_000_000_000n, tangible: 3_000_000_000n },
    ])
    expect(await listed('consumption-row', { material: 'M3' })).toHaveLength(1)
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
