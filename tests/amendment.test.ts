import { codecs } from '@jiamao/platform/exchange/codec'
import { readHistory } from '@jiamao/platform/filing'
import { verify } from '@jiamao/platform/ledger'
import { movementKinds } from '@jiamao/platform/ledger/kinds'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checklist, type Desk, deskOf, preentryOf, setUp, twoProducts } from './books.ts'
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

/** Everything that lives of a book: register rows, limits, consumption, balances. */
const standOf = (book: string) =>
  ask<{ what: string; rows: object }>(
    p.db.owner,
    `select 'handbook' as what, jsonb_agg(to_jsonb(h)) as rows from register.handbook h where book = $1
     union all select 'lines', jsonb_agg(to_jsonb(l) order by side, seq) from register.handbook_line l where book = $1
     union all select 'marks', jsonb_agg(to_jsonb(c) order by no) from register.handbook_consumption c where book = $1
     union all select 'accounts', jsonb_agg(to_jsonb(a) order by side, seq) from platform.account a where book = $1
     union all select 'recipes', jsonb_agg(to_jsonb(r) order by product, version, material) from platform.recipe r where book = $1
     union all select 'balances', jsonb_agg(to_jsonb(b) order by side, seq, kind) from platform.balance b
       where book = $1 and (reserved <> 0 or final <> 0)`,
    [book],
  )

const limitsOf = async (book: string) =>
  Object.fromEntries(
    (
      await ask<{ line: string; ceiling: string }>(
        p.db.owner,
        `select side || seq as line, ceiling::text from platform.account where book = $1 order by 1`,
        [book],
      )
    ).map(({ line, ceiling }) => [line, ceiling]),
  )

const mismatches = () =>
  p.engine.store.tx({ enterprise: p.firm.id, organisation: p.firm.id, stance: 'owner' }, async (tx) => {
    const found = await verify(tx, p.firm.id)
    return found.mismatches
  })

const refusals = async (wire: object) => {
  const { status, filed } = await desk.file(amend, wire)
  expect(status).toBe(422)
  return filed.findings.flatMap(({ check, effect, pointer }) => (effect === 'reject' ? [`${check} ${pointer}`] : []))
}

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
    expect(await limitsOf(number)).toEqual({ E1: '100000000', E2: '50000000', I1: '103092784', I2: '51546392' })
    expect(await refusals({ head: { number, importContract: 'X' } })).toEqual(['R5.CHANGE_OPEN /head/number'])
  })

  test('accepted: register, limits and consumption are the new ones; the set-up says that it was amended', async () => {
    expect(await desk.answer(change.filed.id, 'accept', { number, preentryNumber: preentryOf(number) })).toBe('done')
    expect(await limitsOf(number)).toEqual({
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
      readHistory(tx, { enterprise: p.firm.id, id: established as never }),
    )
    expect(history.at(-1)).toMatchObject({
      event: 'amended',
      from: 'accepted',
      to: 'accepted',
      values: { amendments: 1, filing: change.filed.id },
    })
    const [notice] = await ask(p.db.owner, `select vals from platform.notice where key = 'handbook.changed'`)
    expect(notice).toEqual({ vals: { book: number, amendments: 1, validTo: '2020-12-30' } })
    expect(await mismatches()).toEqual([])
  })

  test('what was added can be drawn, what was raised too, and a repeated receipt changes nothing', async () => {
    const before = await standOf(number)
    expect(await desk.answer(change.filed.id, 'accept', { number })).toBe('history')
    expect(await standOf(number)).toEqual(before)
    await desk.accepted(importList, checklist(number, 'A-I2', 3, '100', '9'), { number: 'QD520720I000000002' })
    await desk.accepted(importList, checklist(number, 'A-I3', 1, '734.02062'), { number: 'QD520720I000000003' })
    await desk.accepted(exportList, checklist(number, 'A-E1', 3, '97', '31'), { number: 'QD520720E000000001' })
    expect(await mismatches()).toEqual([])
  })
})

describe('what a change may not do', () => {
  const number = 'C520720A0002'
  beforeAll(async () => {
    await setUp(desk, 'HB-B', number)
    await desk.accepted(importList, checklist(number, 'B-I1', 1, '400'), { number: 'QD520720I000000004' })
    await desk.accepted(exportList, checklist(number, 'B-E1', 1, '300', '30'), { number: 'QD520720E000000002' })
  })

  const because: readonly [string, object, string[]][] = [
    [
      'lower a line below what was drawn',
      { materials: [{ seq: 1, quantity: '399.99999' }] },
      ['R5.CHANGE_USED /materials/0/quantity'],
    ],
    [
      'take out a used product, with its consumption',
      { products: [{ seq: 1, changeMark: 'deleted' }] },
      ['R5.CHANGE_USED /products/0/changeMark', 'R3.FROZEN /consumption/0/changeMark'],
    ],
    [
      'give a used line another unit',
      { materials: [{ seq: 1, declaredUnit: '036' }] },
      ['R5.CHANGE_USED /materials/0/declaredUnit'],
    ],
    [
      'correct used consumption',
      { consumption: [{ productSeq: 1, materialSeq: 1, version: '0', net: '1.01' }] },
      ['R3.FROZEN /consumption/0/net'],
    ],
    [
      'take out what is not there',
      { materials: [{ ...twoProducts('x').materials[0], seq: 9, changeMark: 'deleted' }] },
      ['R5.CHANGE_LINE /materials/0/changeMark'],
    ],
    ['be for more than 24 months in all', { head: { number, validTo: '2022-01-03' } }, ['R5.VALIDITY /head/validTo']],
    [
      'be another trade mode',
      { head: { number, tradeMode: '0214', importContract: 'IM-2' } },
      ['R5.CHANGE_HEAD /head/tradeMode'],
    ],
    ['change nothing', {}, ['R5.CHANGE_NOTHING ']],
    [
      'be of a book that is not the firm’s',
      { ...twoProducts('x'), head: { ...twoProducts('x').head, number: 'C520720A0099' } },
      ['R5.CHANGE_BOOK /head/number'],
    ],
  ]
  test.each(because)('%s', async (_, wire, found) => {
    const before = await standOf(number)
    expect(await refusals({ head: { number }, ...wire })).toEqual(found)
    expect(await standOf(number)).toEqual(before)
  })

  test('be filed while the book is being reported, or customs has paused its changes', async () => {
    const wire = { head: { number, importContract: 'IM-2' } }
    const set = (text: string) => ask(p.db.owner, `update register.handbook set ${text} where book = '${number}'`)
    await set(`pause_mark = 'changePaused', state = 'paused'`)
    expect(await refusals(wire)).toEqual(['R5.CHANGE_PAUSED /head/pauseMark'])
    await set(`pause_mark = null, state = 'reporting'`)
    expect(await refusals(wire)).toEqual(['R5.CHANGE_BOOK /head/number'])
    await set(`state = 'active'`)
  })

  test('be filed as a set-up: a workbook with a number keeps its draft', async () => {
    const set = twoProducts('HB-C')
    const { status, filed } = await desk.file('enterprise.handbook.establish', {
      ...set,
      head: { ...set.head, number, amendments: 3 },
    })
    expect(status).toBe(422)
    expect(filed.state).toBe('draft')
    expect(
      filed.findings.filter(({ effect }) => effect === 'reject').map(({ check, pointer }) => `${check} ${pointer}`),
    ).toEqual(['R5.RUNNING /head/number', 'R5.RUNNING /head/amendments'])
  })

  test('bring new consumption but as a version of its own', async () => {
    const wire = {
      head: { number },
      consumption: [
        { productSeq: 1, materialSeq: 1, version: '0', validTo: '2020-06-30' },
        {
          productSeq: 1,
          materialSeq: 1,
          version: '1',
          net: '1',
          tangible: '2',
          intangible: '0',
          bondedShare: '100',
          validFrom: '2020-07-01',
        },
      ],
    }
    const { status, filed } = await desk.file(amend, wire)
    expect(status).toBe(201)
    await desk.answer(filed.id, 'accept', { number })
    expect(
      await ask(
        p.db.owner,
        `select version, tangible::text, valid_from::text, valid_to::text from platform.recipe where book = $1 and product = 1 order by 1`,
        [number],
      ),
    ).toEqual([
      { version: '0', tangible: '3000000000', valid_from: '1900-01-01', valid_to: '2020-06-30' },
      { version: '1', tangible: '2000000000', valid_from: '2020-07-01', valid_to: null },
    ])
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
    const before = await standOf(number)
    const { filed } = await desk.file(amend, lowering)
    expect(filed.state).toBe('submitted')
    for (const [seq, quantity] of [
      [1, '100.00001'],
      [2, '0.00001'],
    ] as const) {
      const drawn = await desk.file(importList, checklist(number, `D-I2-${seq}`, seq, quantity))
      expect(drawn.filed.findings.filter(({ effect }) => effect === 'reject').map(({ check }) => check)).toEqual([
        'R6.QUANTITY',
      ])
    }
    expect(await desk.answer(filed.id, 'reject', { number })).toBe('done')
    expect(await standOf(number)).toEqual(before)
    expect(await mismatches()).toEqual([])
  })

  test('accepted: limits are lower, the lines have ended and cannot be drawn, and come back under the same place', async () => {
    const { filed, status } = await desk.file(amend, lowering)
    expect({ status, own: filed.ownNumber }).toEqual({ status: 201, own: 'HB-D-2' })
    await desk.answer(filed.id, 'accept', { number })
    expect(await limitsOf(number)).toEqual({ E1: '48500000', I1: '50000000' })
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
    expect(await limitsOf(number)).toEqual({ E1: '48500000', E2: '50000000', I1: '50000000', I2: '51546392' })
    expect(await mismatches()).toEqual([])
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
