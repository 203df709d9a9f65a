import { statSync } from 'node:fs'
import { join } from 'node:path'
import { codecs } from '@jiamao/platform/exchange/codec'
import { describe, expect, test } from 'vitest'
import { checklistBody, handbookBody, reportBody } from './sample-messages.ts'
import { atWork, receipts, type Site, says, settled, type Told, toldIn, until } from './testing.ts'

// Each letter of I17.1: what lands in the folders.

const usual = ['Successed', 'INV201 Y', 'INV201 4', 'INV202 1', 'INV201 1', 'INV211']
const imported = { mode: '0615', direction: 'I', goods: 'I', quantity: '10' } as const

async function setUp(site: Site, ownNumber = 'HB-1'): Promise<string> {
  await site.send('NPTS001', handbookBody(ownNumber), ownNumber)
  return (await until(() => toldIn(site, 'Npts').find((one) => one.says === 'EML211 1'))).number
}

/** Files a checklist under an own number and returns all that lies in `InBox` once nothing more comes. */
async function filed(site: Site, ownNumber: string, count: number, asked: object = {}): Promise<Told[]> {
  const handbook = await setUp(site)
  await site.send('INV101', checklistBody(ownNumber, handbook, { ...imported, ...asked }), ownNumber)
  await receipts(site, 'Sas', count)
  await settled()
  return toldIn(site, 'Sas')
}

describe.concurrent('own number', () => {
  test('A accepts what the book would refuse', () =>
    atWork(async (site) => {
      expect(says(await filed(site, 'SIM-A0-1', 6, { quantity: '2000', code: '0000000000' }))).toEqual(usual)
    }))

  test.each([
    ['SIM-B0-1', 'Failed', '-1'],
    ['SIM-B0-7-1', 'Failed', '7'],
    ['SIM-B0-CARD-1', 'Root', undefined],
  ])('B refuses the import: %s', (ownNumber, said, flag) =>
    atWork(async (site) => {
      const told = await filed(site, ownNumber, 1)
      expect(says(told)).toEqual([said])
      expect(told[0].body.DealFlag).toBe(flag)
      expect(site.names('Sas', 'SentBox')).toHaveLength(1)
    }),
  )

  test('C rejects, with the code in the note', () =>
    atWork(async (site) => {
      const told = await filed(site, 'SIM-C0-R17-1', 3)
      expect(says(told)).toEqual(['Successed', 'INV201 Y', 'INV201 3'])
      expect(told[2].notes).toEqual(['审核不通过，代码R17'])
      expect(told[2].body.BondInvtBsc).toMatchObject({ invtStucd: '2', vrfdedMarkcd: '0' })
    }))

  test('D goes the usual way, each step late', () =>
    atWork(async (site) => {
      expect(says(await filed(site, 'SIM-D0-1', 6))).toEqual(usual)
    }))

  test('E repeats every file, the same message under other names', () =>
    atWork(async (site) => {
      const told = await filed(site, 'SIM-E0-3-1', 18)
      expect(says(told)).toEqual(usual.flatMap((one) => [one, one, one]))
      expect(new Set(told.map(({ text }) => text)).size).toBe(6)
      expect(new Set(told.map(({ file }) => file)).size).toBe(18)
    }))

  test('F sends the final before what led to it', () =>
    atWork(async (site) => {
      expect(says(await filed(site, 'SIM-F0-1', 6))).toEqual(['Successed', ...usual.slice(1).reverse()])
    }))

  test('G answers while the file is still in OutBox', () =>
    atWork(async (site) => {
      const told = await filed(site, 'SIM-G0-1', 6)
      expect(says(told)).toEqual(usual)
      const [sent] = await until(() => site.names('Sas', 'SentBox').length > 0 && site.names('Sas', 'SentBox'))
      const moved = statSync(join(site.box('Sas', 'SentBox'), sent), { bigint: true }).ctimeNs
      const [first, last] = [told[0], told[5]].map(({ file }) =>
        Number(moved - statSync(join(site.box('Sas', 'InBox'), file), { bigint: true }).mtimeNs),
      )
      expect(first).toBeGreaterThan(0)
      // Times of writing and of renaming come from clocks that may lie a millisecond apart.
      expect(last).toBeGreaterThan(-5e6)
      expect(site.names('Sas', 'OutBox')).toEqual([])
    }))

  test('G with a delay leaves it there, and does not take it twice', () =>
    atWork(async (site) => {
      expect(says(await filed(site, 'SIM-G9-1', 6))).toEqual(usual)
      expect(site.names('Sas', 'OutBox')).toHaveLength(1)
    }))

  test('H says nothing', () =>
    atWork(async (site) => {
      expect(await filed(site, 'SIM-H0-1', 0)).toEqual([])
      expect(site.names('Sas', 'SentBox')).toHaveLength(1)
    }))

  test('I imports and says no more', () =>
    atWork(async (site) => {
      expect(says(await filed(site, 'SIM-I0-1', 1))).toEqual(['Successed'])
    }))

  test('J contradicts itself', () =>
    atWork(async (site) => {
      expect(says(await filed(site, 'SIM-J0-1', 7))).toEqual([...usual, 'INV201 3'])
    }))

  test('K cuts receipts off', () =>
    atWork(async (site) => {
      const told = await filed(site, 'SIM-K9-1', 6)
      expect(says(told)).toEqual(['Successed', ...Array(5).fill('unreadable')])
      expect(told[1].text).toMatch(/^<\?xml/)
    }))

  test('K cures them under the same names', () =>
    atWork(async (site) => {
      const handbook = await setUp(site)
      await site.send('INV101', checklistBody('SIM-K0-1', handbook, imported), 'SIM-K0-1')
      await until(() => toldIn(site, 'Sas').some((one) => one.says === 'INV211'))
      await settled()
      expect(says(toldIn(site, 'Sas'))).toEqual(usual)
    }))

  test('L speaks once more after closing', () =>
    atWork(async (site) => {
      expect(says(await filed(site, 'SIM-L0-1', 6))).toEqual(usual)
      const handbook = toldIn(site, 'Npts')[2].number
      await site.send('EML121', reportBody(handbook, {}, {}, {}), 'SIM-A0-WO')
      await until(() => toldIn(site, 'Npts').some((one) => one.says === 'EML221 5'))
      const told = await receipts(site, 'Sas', 7)
      expect(told[6].says).toBe('INV201 1')
      expect(told[6].number).toBe(told[4].number)
      expect(told[6].text).not.toBe(told[4].text)
    }))

  test('M goes to a person first, whatever is filed', () =>
    atWork(async (site) => {
      expect(says(await filed(site, 'SIM-M0-1', 7))).toEqual(usual.toSpliced(2, 0, 'INV201 2'))
      await site.send('NPTS001', handbookBody('SIM-M0-2'), 'SIM-M0-2')
      const setUpTold = (await receipts(site, 'Npts', 7)).slice(3)
      expect(says(setUpTold)).toEqual(['Successed', 'EML211 Y', 'EML211 2', 'EML211 1'])
      const head = { impInvtTotalCnt: '0', expInvtTotalCnt: '0' }
      await site.send('EML121', reportBody(setUpTold[3].number, head, {}, {}), 'SIM-M0-3')
      const report = (await receipts(site, 'Npts', 13)).slice(7)
      expect(says(report)).toEqual(['Successed', 'EML221 Y', 'EML221 A', 'EML221 2', 'EML221 B', 'EML221 5'])
    }))

  test('N puts nothing into SentBox', () =>
    atWork(async (site) => {
      expect(says(await filed(site, 'SIM-N0-1', 6))).toEqual(usual)
      expect(site.names('Sas', 'SentBox')).toEqual([])
      expect(site.names('Sas', 'OutBox')).toEqual([])
    }))

  test('O leaves garbage, and something too large', () =>
    atWork(async (site) => {
      const told = await filed(site, 'SIM-O0-1', 8)
      expect(says(told)).toEqual(['unreadable', 'unreadable', ...usual])
      expect(told[1].text.length).toBeGreaterThan(20 * 2 ** 20)
    }))

  test('P goes the usual way, the delay before the final deduction', () =>
    atWork(async (site) => {
      expect(says(await filed(site, 'SIM-P0-1', 6))).toEqual(usual)
    }))

  test('Q speaks of a number that nobody knows', () =>
    atWork(async (site) => {
      const told = await filed(site, 'SIM-Q0-1', 7)
      expect(says(told)).toEqual(['INV201 1', ...usual])
      expect(told.slice(1).map(({ seqNo }) => seqNo)).not.toContain(told[0].seqNo)
      expect(told[0].text).not.toContain('SIM-Q0-1')
    }))

  test('R says that it exists, under its SeqNo, and goes on with it', () =>
    atWork(async (site) => {
      const told = await filed(site, 'SIM-R0-1', 6)
      expect(says(told)).toEqual(['Failed', ...usual.slice(1)])
      expect(told[0].body.DealFlag).toBe('-1')
      expect(told[0].body.CheckInfo).toMatch(new RegExp(`：${told[1].seqNo}$`))
    }))

  test('S leaves the file in OutBox', () =>
    atWork(async (site) => {
      expect(await filed(site, 'SIM-S9-1', 0)).toEqual([])
      expect(site.names('Sas', 'OutBox')).toHaveLength(1)
    }))

  test('S takes it after the delay', () =>
    atWork(async (site) => {
      expect(says(await filed(site, 'SIM-S1-1', 6))).toEqual(usual)
    }))

  test('T leaves a .tmp', () =>
    atWork(async (site) => {
      expect(says(await filed(site, 'SIM-T0-1', 6))).toEqual(usual)
      expect(site.names('Sas', 'InBox').filter((name) => name.endsWith('.tmp'))).toHaveLength(1)
    }))

  test('U fails uploads so many times', () =>
    atWork(async (site) => {
      const handbook = await setUp(site)
      const body = checklistBody('SIM-U0-2-1', handbook, imported)
      for (const attempt of [1, 2]) {
        await site.send('INV101', body, 'SIM-U0-2-1', { attempt })
        await until(() => site.names('Sas', 'FailBox').length === attempt)
      }
      expect(toldIn(site, 'Sas')).toEqual([])
      await site.send('INV101', body, 'SIM-U0-2-1', { attempt: 3 })
      expect(says(await receipts(site, 'Sas', 6))).toEqual(usual)
    }))

  test('V sends elements of tomorrow', () =>
    atWork(async (site) => {
      const told = await filed(site, 'SIM-V0-1', 6)
      expect(says(told)).toEqual(usual)
      for (const { text, type } of told.slice(1)) {
        const decoded = codecs[type as 'INV201'].decode(Buffer.from(text))
        expect('unknown' in decoded && decoded.unknown.length).toBe(1)
      }
    }))

  test('W shuts the window for everybody', () =>
    atWork(async (site) => {
      expect(await filed(site, 'SIM-W9-1', 0)).toEqual([])
      expect(site.names('Sas', 'SentBox')).toHaveLength(1)
      await site.send('NPTS001', handbookBody('HB-2'), 'HB-2')
      await settled()
      expect(site.names('Npts', 'OutBox')).toHaveLength(1)
    }))

  test('W opens it again', () =>
    atWork(async (site) => {
      expect(says(await filed(site, 'SIM-W1-1', 6))).toEqual(usual)
    }))

  test('X sends what must not be opened', () =>
    atWork(async (site) => {
      const told = await filed(site, 'SIM-X0-1', 9)
      expect(says(told)).toEqual([...Array(3).fill('unreadable'), ...usual])
      expect(told[0].text).toContain('<!ENTITY x SYSTEM')
      expect(told[2].file).toMatch(/\.zip$/)
    }))

  test("Y brings another company's receipt", () =>
    atWork(async (site) => {
      const other = '4419940009'
      const handbook = handbookBody('HB-9', { BizopEtpsno: other })
      await site.send('NPTS001', handbook, 'HB-9', { of: other })
      await until(() => site.names('Npts', 'InBox', other).length === 3)
      await site.send('NPTS001', handbookBody('SIM-Y0-1'), 'SIM-Y0-1')
      const told = await receipts(site, 'Npts', 4)
      expect(says(told)).toEqual(['EML211 1', 'Successed', 'EML211 Y', 'EML211 1'])
      expect(told[0].number).toBe('C520720A0001')
      expect(told[0].body.EmlPutrecBsc).toMatchObject({ bizopEtpsno: other })
    }))

  test('Z is not taken in, and is when it comes again', () =>
    atWork(async (site) => {
      const first = await filed(site, 'SIM-Z0-1', 2)
      expect(says(first)).toEqual(['Successed', 'INV201 Z'])
      const handbook = toldIn(site, 'Npts')[2].number
      await site.send('INV101', checklistBody('SIM-Z0-1', handbook, imported), 'SIM-Z0-1', { attempt: 2 })
      const told = await receipts(site, 'Sas', 8)
      expect(says(told.slice(2))).toEqual(usual)
      expect(new Set(told.map(({ seqNo }) => seqNo)).size).toBe(1)
    }))
})

test('a letter for the whole run', () =>
  atWork(
    async (site) => {
      await site.send('NPTS001', handbookBody('HB-1'), 'HB-1')
      await site.send('NPTS001', handbookBody('SIM-I0-2'), 'SIM-I0-2')
      await receipts(site, 'Npts', 7)
      await settled()
      expect(says(toldIn(site, 'Npts')).toSorted()).toEqual(
        ['Successed', 'Successed', 'EML211 Y', 'EML211 Y', 'EML211 1', 'EML211 1', 'Successed'].toSorted(),
      )
    },
    { letter: 'E0' },
  ))

test('without 入库成功 for checklists', () =>
  atWork(
    async (site) => {
      expect(says(await filed(site, 'INV-1', 5))).toEqual(usual.filter((one) => one !== 'INV201 Y'))
    },
    { takenIn: false },
  ))
