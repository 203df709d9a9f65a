import { codecs } from '@jiamao/platform/exchange/codec'
import { readHistory } from '@jiamao/platform/filing'
import { movementKinds } from '@jiamao/platform/ledger/kinds'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  checklist,
  type Desk,
  deskOf,
  limitsOf,
  mismatchesOf,
  preentryOf,
  setUp,
  standOf,
  stopping,
  twoProducts,
} from './books.ts'
import { ask } from './database.ts'
import { makePlatform, type TestPlatform } from './platform.ts'

const amend = 'enterprise.handbook.amend'
const [importList, exportList] = ['enterprise.checklist.import', 'enterprise.checklist.export']

let p: TestPlatform
let desk: Desk
beforeAll(async () => {
  p = await makePlatform()
  desk = deskOf(p, await p.subject(p.firm, 'customsClerk'))
})
afterAll(() => p.drop())

describe('a change that raises and adds', () => {
  const [own, number] = ['HB-A', 'C520720A0001']
  let established: string
  let change: Awaited<ReturnType<Desk['file']>>
  beforeAll(async () => {
    established = (await setUp(desk, own, number)).id
    await desk.accepted(importList, checklist(number, 'A-I1', 1, '400'), { number: 'QD520720I000000001' })
    change = await desk.file(amend, {
      head: { number, validTo: '2020-12-30' },
      // Only what changes is typed: the rest is the book's.
      materials: [
        { seq: 1, quantity: '1134.02062' },
        {
          seq: 3,
          part: 'M3',
          hsCode: '3907300001',
          name: '环氧树脂',
          declaredUnit: '035',
          legalUnit: '035',
          price: '9',
          quantity: '103.09278',
          country: 'TWN',
        },
      ],
      products: [
        { seq: 1, quantity: '1100' },
        {
          seq: 3,
          part: 'P3',
          hsCode: '6815993900',
          name: '碳纤维预浸物',
          declaredUnit: '035',
          legalUnit: '035',
          price: '31',
          quantity: '100',
          country: 'TWN',
        },
      ],
      consumption: [
        { productSeq: 3, materialSeq: 3, version: '0', net: '1', tangible: '3', intangible: '0', bondedShare: '100' },
      ],
    })
  })

  test('is completed from the book, marked, and goes to customs with what changes only', async () => {
    expect(change).toMatchObject({ status: 201, filed: { state: 'submitted', ownNumber: 'HB-A-1' } })
    expect(change.filed.findings.filter(({ effect }) => effect !== 'warn')).toEqual([])
    const [{ marks }] = await ask<{ marks: object }>(
      p.db.owner,
      `select jsonb_object_agg(part, (select jsonb_agg(jsonb_build_array(coalesce(l->'seq', l->'no'), l->'changeMark')) from jsonb_array_elements(body) l)) as marks
         from platform.filing_part where filing_id = $1 and part in ('materials', 'products', 'consumption')`,
      [change.filed.id],
    )
    expect(marks).toEqual({
      materials: [
        [1, 'changed'],
        [3, 'added'],
        [2, 'unchanged'],
      ],
      products: [
        [1, 'changed'],
        [3, 'added'],
        [2, 'unchanged'],
      ],
      consumption: [
        [3, 'added'],
        [1, 'unchanged'],
        [2, 'unchanged'],
      ],
    })
    const [sent] = await ask<{ key: string; bytes: Buffer }>(
      p.db.owner,
      `select o.key, y.bytes from platform.outbox o join platform.payload y using (enterprise_id, id) where o.conversation = $1`,
      [change.filed.id],
    )
    expect(sent.key).toBe('handbook:HB-A')
    const read = codecs.NPTS001.decode(sent.bytes)
    expect(read).toMatchObject({
      body: {
        NptsEmlHead: {
          DclTypecd: '2',
          EmlNo: number,
          SeqNo: preentryOf(number),
          EtpsPreentNo: own,
          ValidDate: '20201230',
        },
        NptsEmlImg: [
          { GdsSeqno: '1', DclQty: '1134.02062', DclTotalAmt: '9639.17527', ModfMarkcd: '1' },
          { GdsSeqno: '3', ModfMarkcd: '3' },
        ],
        NptsEmlExg: [
          { GdsSeqno: '1', ModfMarkcd: '1' },
          { GdsSeqno: '3', ModfMarkcd: '3' },
        ],
        NptsEmlConsume: [{ GseqNo: '3', EndprdSeqno: '3', MtpckSeqno: '3', ModfMarkcd: '3' }],
      },
    })
  })

  test('changes nothing before customs accepts it, and no second one is taken meanwhile', async () => {
    expect(await limitsOf(p, number)).toEqual({ E1: '100000000', E2: '50000000', I1: '103092784', I2: '51546392' })
    const second = await desk.file(amend, { head: { number, importContract: 'X' } })
    expect({ status: second.status, by: stopping(second.filed) }).toEqual({
      status: 422,
      by: ['R5.CHANGE_OPEN /head/number'],
    })
  })

  test('accepted: register, limits and consumption are the new ones; the set-up says that it was amended', async () => {
    expect(await desk.answer(change.filed.id, 'accept', { number, preentryNumber: preentryOf(number) })).toBe('done')
    expect(await limitsOf(p, number)).toEqual({
      E1: '110000000',
      E2: '50000000',
      E3: '10000000',
      I1: '113402062',
      I2: '51546392',
      I3: '10309278',
    })
    const [row] = await ask(
      p.db.owner,
      `select amendments, valid_to::text, extensions, state from register.handbook where book = $1`,
      [number],
    )
    expect(row).toEqual({ amendments: 1, valid_to: '2020-12-30', extensions: 0, state: 'active' })
    const history = await p.engine.store.tx({ enterprise: p.firm.id, organisation: p.firm.id, stance: 'owner' }, (tx) =>
      readHistory(p.engine, tx, { enterprise: p.firm.id, id: established as never }),
    )
    expect(history.at(-1)).toMatchObject({
      event: 'amended',
      from: 'accepted',
      to: 'accepted',
      values: { amendments: 1, filing: change.filed.id },
    })
    const [notice] = await ask(p.db.owner, `select vals from platform.notice where key = 'handbook.changed'`)
    expect(notice).toEqual({ vals: { book: number, amendments: 1, validTo: '2020-12-30' } })
    expect(await mismatchesOf(p)).toEqual([])
  })

  test('what was added can be drawn, what was raised too, and a repeated receipt changes nothing', async () => {
    const before = await standOf(p, number)
    expect(await desk.answer(change.filed.id, 'accept', { number })).toBe('history')
    expect(await standOf(p, number)).toEqual(before)
    await desk.accepted(importList, checklist(number, 'A-I2', 3, '100', '9'), { number: 'QD520720I000000002' })
    await desk.accepted(importList, checklist(number, 'A-I3', 1, '734.02062'), { number: 'QD520720I000000003' })
    await desk.accepted(exportList, checklist(number, 'A-E1', 3, '97', '31'), { number: 'QD520720E000000001' })
    expect(await mismatchesOf(p)).toEqual([])
  })
})

describe('a change that lowers and takes out', () => {
  const number = 'C520720A0003'
  const lowering = {
    head: { number },
    materials: [
      { seq: 1, quantity: '500' },
      { seq: 2, changeMark: 'deleted' },
    ],
    products: [
      { seq: 1, quantity: '485' },
      { seq: 2, changeMark: 'deleted' },
    ],
  }
  beforeAll(async () => {
    await setUp(desk, 'HB-D', number)
    await desk.accepted(importList, checklist(number, 'D-I1', 1, '400'), { number: 'QD520720I000000005' })
  })

  test('holds what it gives up while it is open; rejected, it leaves everything as it was', async () => {
    const before = await standOf(p, number)
    const { filed } = await desk.file(amend, lowering)
    expect(filed.state).toBe('submitted')
    for (const [seq, quantity] of [
      [1, '100.00001'],
      [2, '0.00001'],
    ] as const) {
      const drawn = await desk.file(importList, checklist(number, `D-I2-${seq}`, seq, quantity))
      expect(stopping(drawn.filed)).toEqual([`R6.QUANTITY /lines/0/quantity`])
    }
    expect(await desk.answer(filed.id, 'reject', { number })).toBe('done')
    expect(await standOf(p, number)).toEqual(before)
    expect(await mismatchesOf(p)).toEqual([])
  })

  test('accepted: limits are lower, the lines have ended and cannot be drawn, and come back under the same place', async () => {
    const { filed, status } = await desk.file(amend, lowering)
    expect({ status, own: filed.ownNumber }).toEqual({ status: 201, own: 'HB-D-2' })
    await desk.answer(filed.id, 'accept', { number })
    expect(await limitsOf(p, number)).toEqual({ E1: '48500000', I1: '50000000' })
    expect(
      await ask(
        p.db.owner,
        `select side || seq as line, ended_on::text as ended from register.handbook_line where book = $1 order by 1`,
        [number],
      ),
    ).toEqual([
      { line: 'E1', ended: null },
      { line: 'E2', ended: '2020-01-02' },
      { line: 'I1', ended: null },
      { line: 'I2', ended: '2020-01-02' },
    ])
    const gone = await desk.file(importList, { ...checklist(number, 'D-I3', 2, '1') })
    expect(gone.status).toBe(422)
    const { materials, products, consumption } = twoProducts('x')
    const back = await desk.file(amend, {
      head: { number },
      materials: [materials[1]],
      products: [products[1]],
      consumption: [consumption[1]],
    })
    expect(back).toMatchObject({ status: 201, filed: { ownNumber: 'HB-D-3' } })
    await desk.answer(back.filed.id, 'accept', { number })
    expect(await limitsOf(p, number)).toEqual({ E1: '48500000', E2: '50000000', I1: '50000000', I2: '51546392' })
    expect(await mismatchesOf(p)).toEqual([])
  })

  test('of several filed at once one is taken', async () => {
    const answers = await Promise.allSettled(
      ['IM-1', 'IM-2', 'IM-3', 'IM-4'].map((importContract) => desk.file(amend, { head: { number, importContract } })),
    )
    const taken = answers.filter((one) => one.status === 'fulfilled' && one.value.status === 201)
    expect(taken).toHaveLength(1)
  })
})

test('the kinds of SQL are those of the code', async () => {
  expect(
    await ask(p.db.owner, 'select code, id, ceiling_sign as sign from platform.movement_kind order by code'),
  ).toEqual(Object.entries(movementKinds).map(([id, { code, ceilingSign: sign }]) => ({ code, id, sign })))
})
