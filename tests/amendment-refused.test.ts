import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checklist, type Desk, deskOf, setUp, standOf, stopping, twoProducts } from './books.ts'
import { ask } from './database.ts'
import { makePlatform, type TestPlatform } from './platform.ts'

const amend = 'enterprise.handbook.amend'

let p: TestPlatform
let desk: Desk
beforeAll(async () => {
  p = await makePlatform()
  desk = deskOf(p, await p.subject(p.firm, 'customsClerk'))
})
afterAll(() => p.drop())

const refusals = async (wire: object) => {
  const { status, filed } = await desk.file(amend, wire)
  expect(status).toBe(422)
  return stopping(filed)
}

describe('what a change may not do', () => {
  const number = 'C520720A0002'
  beforeAll(async () => {
    await setUp(desk, 'HB-B', number)
    await desk.accepted('enterprise.checklist.import', checklist(number, 'B-I1', 1, '400'), {
      number: 'QD520720I000000004',
    })
    await desk.accepted('enterprise.checklist.export', checklist(number, 'B-E1', 1, '300', '30'), {
      number: 'QD520720E000000002',
    })
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
    const before = await standOf(p, number)
    expect(await refusals({ head: { number }, ...wire })).toEqual(found)
    expect(await standOf(p, number)).toEqual(before)
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
    expect(stopping(filed)).toEqual(['R5.RUNNING /head/number', 'R5.RUNNING /head/amendments'])
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
