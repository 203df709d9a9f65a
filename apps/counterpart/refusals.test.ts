import { pack } from '@jiamao/platform/exchange/codec'
import { describe, expect, test } from 'vitest'
import { checklistBody, handbookBody } from './sample-messages.ts'
import { atWork, receipts, type Site, says, settled, type Told, toldIn, until } from './testing.ts'

const imported = { mode: '0615', direction: 'I', goods: 'I', quantity: '400' } as const

async function setUp(site: Site): Promise<Told> {
  await site.send('NPTS001', handbookBody('HB-1'), 'HB-1')
  return until(() => toldIn(site, 'Npts').find((one) => one.says === 'EML211 1'))
}

const last = async (site: Site, business: string, count: number) => (await receipts(site, business, count))[count - 1]

describe.concurrent('import is refused', () => {
  test.each([
    ['no zip', Buffer.from('no zip'), '不是 zip 文件'],
    ['cut off', Buffer.from('PK\u0003\u0004'), '压缩包不完整'],
    ['no XML', pack('a', Buffer.from('no XML')), '第 1 行第 6 列'],
    ['a DOCTYPE', pack('a', Buffer.from('<!DOCTYPE a><EmlMessage/>')), 'DOCTYPE'],
    ['not ours', pack('a', Buffer.from('<DecMessage/>')), '不受理报文类型DecMessage'],
    ['empty', pack('a', Buffer.from('<EmlMessage/>')), 'NptsEmlHead'],
  ])('unreadable: %s', (_, bytes, why) =>
    atWork(async (site) => {
      site.put('Npts', 'NPTS001_N_HB-1_v1_t-1.zip', await bytes)
      const [told] = await receipts(site, 'Npts', 1)
      expect(told.file).toMatch(/^Failed_NPTS001_N_HB-1_v1_t-1_\d{23}\.xml$/)
      expect(told.body.DealFlag).toBe('-1')
      expect(told.body.CheckInfo).toContain(why)
      expect(site.names('Npts', 'SentBox')).toEqual(['NPTS001_N_HB-1_v1_t-1.zip'])
    }),
  )

  test("another company's, another business's, an unknown handbook's", () =>
    atWork(async (site) => {
      const of = '4419940002'
      await site.send('NPTS001', handbookBody('HB-1'), 'HB-1', { of })
      await until(() => site.names('Npts', 'InBox', of).some((name) => name.startsWith('Failed_')))
      await site.send('INV101', checklistBody('INV-1', 'C520720A0001', imported), 'INV-1')
      expect((await last(site, 'Sas', 1)).body.CheckInfo).toBe('手册C520720A0001不存在或不属于本企业')
      const [sent] = site.names('Npts', 'SentBox', of)
      expect(sent).toMatch(/^NPTS001/)
    }))

  test('what is known, by its number, whatever it holds', () =>
    atWork(async (site) => {
      const { seqNo } = await setUp(site)
      await site.send('NPTS001', handbookBody('HB-1'), 'HB-1', { attempt: 2 })
      await site.send('NPTS001', handbookBody('HB-1', { ValidDate: '20210101' }), 'HB-1', { attempt: 3 })
      const told = (await receipts(site, 'Npts', 5)).slice(3)
      for (const { file, body } of told) {
        expect(file).toMatch(/^Failed_/)
        expect(body.CheckInfo).toBe(`该企业内部编号已存在，不能重复导入，统一编号为：${seqNo}`)
      }
      // Under its own number it is no other document, but one that was declared.
      await site.send('NPTS001', handbookBody('HB-1', { SeqNo: seqNo }), 'HB-1', { attempt: 4 })
      expect((await last(site, 'Npts', 6)).body.CheckInfo).toBe(`统一编号${seqNo}的单证已申报，不能再次导入`)
      await site.send('NPTS001', handbookBody('HB-2', { SeqNo: '202000000000009999' }), 'HB-2')
      expect((await last(site, 'Npts', 7)).body.CheckInfo).toBe('报文所带统一编号不存在')
    }))

  test('a change of a checklist', () =>
    atWork(async (site) => {
      const { number } = await setUp(site)
      const body = checklistBody('INV-1', number, { ...imported, head: { DclTypecd: '2' } })
      await site.send('INV101', body, 'INV-1')
      expect((await last(site, 'Sas', 1)).body.CheckInfo).toBe('INV101不受理申报类型2')
    }))
})

describe.concurrent('a handbook is rejected', () => {
  type Body = ReturnType<typeof handbookBody>
  test.each<[string, (body: Body) => Body, string[]]>([
    ['expired', () => handbookBody('HB-1', { ValidDate: '20200301' }), ['有效期2020-03-01早于申报日期2020-03-02']],
    ['without materials', (body) => ({ ...body, NptsEmlImg: [], NptsEmlConsume: [] }), ['没有料件']],
    ['without products', (body) => ({ ...body, NptsEmlExg: [], NptsEmlConsume: [] }), ['没有成品']],
    ['of a kind unknown', () => handbookBody('HB-1', { EmlType: 'D' }), ['手册类型D不是B、C']],
    [
      'with rows of lines unknown',
      (body) => ({
        ...body,
        NptsEmlConsume: [
          { EndprdSeqno: '2', MtpckSeqno: '3', NetUseupQty: '1', TgblLossRate: '60', IntgbLossRate: '40' },
        ],
      }),
      [
        '单损耗（成品2，料件3）的成品不在备案中',
        '单损耗（成品2，料件3）的料件不在备案中',
        '单损耗（成品2，料件3）损耗率之和达到或超过100%',
      ],
    ],
  ])('%s, and may come again under its number', (_, change, notes) =>
    atWork(async (site) => {
      await site.send('NPTS001', change(handbookBody('HB-1')), 'HB-1')
      const told = await receipts(site, 'Npts', 3)
      expect(says(told)).toEqual(['Successed', 'EML211 Y', 'EML211 3'])
      expect(told[2].notes).toEqual(notes)
      await site.send('NPTS001', handbookBody('HB-1', { SeqNo: told[0].seqNo }), 'HB-1', { attempt: 2 })
      const again = (await receipts(site, 'Npts', 6)).slice(3)
      expect(says(again)).toEqual(['Successed', 'EML211 Y', 'EML211 1'])
      expect(again[2].seqNo).toBe(told[0].seqNo)
    }),
  )
})

describe.concurrent('a change', () => {
  const changed = (number: string, quantity: string, ownNumber = 'HB-1') => {
    const body = handbookBody(ownNumber, { DclTypecd: '2', EmlNo: number })
    const [material] = body.NptsEmlImg as object[]
    return { ...body, NptsEmlImg: [{ ...material, DclQty: quantity, ModfMarkcd: '1' }], NptsEmlConsume: [] }
  }

  test('is counted; it may not go below what was drawn', () =>
    atWork(async (site) => {
      const { number } = await setUp(site)
      await site.send('INV101', checklistBody('INV-1', number, imported), 'INV-1')
      await receipts(site, 'Sas', 6)
      await site.send('NPTS001', changed(number, '399.99999'), 'HB-1', { attempt: 2 })
      const low = (await receipts(site, 'Npts', 6)).slice(3)
      expect(says(low)).toEqual(['Successed', 'EML211 Y', 'EML211 3'])
      expect(low[2].notes).toEqual(['料件1变更后数量399.99999低于已用数量400'])

      // A second change under the own number of the first is the first.
      await site.send('NPTS001', changed(number, '400'), 'HB-1', { attempt: 3 })
      expect((await last(site, 'Npts', 7)).says).toBe('Failed')
      await site.send('NPTS001', changed(number, '2000', 'HB-1-2'), 'HB-1-2')
      const high = (await receipts(site, 'Npts', 10)).slice(7)
      expect(says(high)).toEqual(['Successed', 'EML211 Y', 'EML211 1'])
      expect(high[2].number).toBe(number)
      expect(high[2].body.HdeApprResult).toMatchObject({ tmsCnt: '1', typecd: '2' })

      await site.send('INV101', checklistBody('INV-2', number, { ...imported, quantity: '1600' }), 'INV-2')
      expect((await receipts(site, 'Sas', 12)).at(-1)?.body.EmsPutrecDt).toMatchObject([
        { dclQty: '2000', apprMaxSurpQty: '0' },
      ])
    }))

  test('a used line stays, an unused one may go', () =>
    atWork(async (site) => {
      const two = handbookBody('HB-1')
      const [product] = two.NptsEmlExg as object[]
      await site.send('NPTS001', { ...two, NptsEmlExg: [product, { ...product, GdsSeqno: '2' }] }, 'HB-1')
      const { number } = await last(site, 'Npts', 3)
      const exported = { mode: '0615', direction: 'E', goods: 'E', quantity: '1' } as const
      await site.send('INV101', checklistBody('INV-1', number, exported), 'INV-1')
      await receipts(site, 'Sas', 6)
      const removal = (ownNumber: string, seq: string) => ({
        ...handbookBody(ownNumber, { DclTypecd: '2', EmlNo: number }),
        NptsEmlExg: [{ GdsSeqno: seq, ModfMarkcd: '2' }],
        NptsEmlConsume: [],
      })
      await site.send('NPTS001', removal('CH-1', '1'), 'CH-1')
      expect((await last(site, 'Npts', 6)).notes).toContain('成品1已使用，不能删除')
      await site.send('NPTS001', removal('CH-2', '2'), 'CH-2')
      expect((await last(site, 'Npts', 9)).says).toBe('EML211 1')
      await site.send('INV101', checklistBody('INV-2', number, { ...exported, seq: '2' }), 'INV-2')
      expect((await last(site, 'Sas', 9)).notes).toEqual([`第1项：备案序号2不在手册${number}中`])
    }))
})

describe.concurrent('a checklist', () => {
  test.each<[string, Partial<Parameters<typeof checklistBody>[2]>, string[]]>([
    ['beyond the line', { quantity: '1000.00001' }, ['料件1申报数量1000.00001超过手册余量1000']],
    ['of a line unknown', { seq: '2' }, ['第1项：备案序号2不在手册C520720A0001中']],
    ['of another code', { code: '3907300009' }, ['第1项：商品编码3907300009与备案3907300001不符']],
    ['in another unit', { unit: '007' }, ['第1项：申报单位007与备案035不符']],
    [
      'in a mode of supplied goods',
      { mode: '0214' },
      ['监管方式0214与进出口标志I、料件成品标志I不符（手册C520720A0001）'],
    ],
    [
      'in a mode of the other direction',
      { mode: '0644', direction: 'E' },
      ['监管方式0644与进出口标志E、料件成品标志I不符（手册C520720A0001）'],
    ],
  ])('%s is rejected', (_, asked, notes) =>
    atWork(async (site) => {
      const { number } = await setUp(site)
      await site.send('INV101', checklistBody('INV-1', number, { ...imported, ...asked }), 'INV-1')
      const told = await receipts(site, 'Sas', 3)
      expect(says(told)).toEqual(['Successed', 'INV201 Y', 'INV201 3'])
      expect(told[2].notes).toEqual(notes)
    }),
  )

  test('that is reserved counts, until it is deleted', () =>
    atWork(async (site) => {
      const { number } = await setUp(site)
      // Under P the first waits a day for its final deduction.
      const first = checklistBody('SIM-P9-1', number, { ...imported, quantity: '600' })
      await site.send('INV101', first, 'SIM-P9-1')
      const reserved = (await receipts(site, 'Sas', 4))[2]
      await site.send('INV101', checklistBody('INV-2', number, { ...imported, quantity: '401' }), 'INV-2')
      expect((await last(site, 'Sas', 7)).notes).toEqual(['料件1申报数量401超过手册余量400'])

      const head = { DclTypecd: '3', SeqNo: reserved.seqNo }
      const deletion = checklistBody('DEL-1', number, { ...imported, quantity: '600', head })
      await site.send('INV101', deletion, 'DEL-1')
      expect((await last(site, 'Sas', 10)).says).toBe('INV201 1')
      await site.send('INV101', checklistBody('INV-3', number, { ...imported, quantity: '1000' }), 'INV-3')
      expect((await last(site, 'Sas', 16)).says).toBe('INV211')
    }))

  test('is deleted while nothing is deducted, and not afterwards', () =>
    atWork(async (site) => {
      const { number } = await setUp(site)
      const sale = { ...imported, mode: '0644' }
      await site.send('INV101', checklistBody('INV-1', number, sale), 'INV-1')
      const reserved = (await receipts(site, 'Sas', 4))[2]
      const head = { DclTypecd: '3', BondInvtNo: reserved.number }
      await site.send('INV101', checklistBody('INV-1', number, { ...sale, head }), 'INV-1', { attempt: 2 })
      const told = (await receipts(site, 'Sas', 7)).slice(4)
      expect(says(told)).toEqual(['Successed', 'INV201 Y', 'INV201 1'])
      expect(told[2].body.BondInvtBsc).toMatchObject({ invtStucd: '3', vrfdedMarkcd: '0' })
      expect(told[2].seqNo).toBe(reserved.seqNo)
      site.day('2020-03-31')
      await site.send('INV101', checklistBody('INV-2', number, imported), 'INV-2')
      const final = await last(site, 'Sas', 13)
      expect(toldIn(site, 'Sas').filter(({ seqNo }) => seqNo === reserved.seqNo)).toHaveLength(7)
      const other = { DclTypecd: '3', SeqNo: final.seqNo }
      await site.send('INV101', checklistBody('INV-2', number, { ...imported, head: other }), 'INV-2', { attempt: 2 })
      const kept = (await receipts(site, 'Sas', 16)).slice(13)
      expect(says(kept)).toEqual(['Successed', 'INV201 Y', 'INV201 3'])
      expect(kept[2].notes).toEqual([`清单${final.number}已核扣，不能删除`])
    }))

  test('that is only saved is not decided', () =>
    atWork(async (site) => {
      const { number } = await setUp(site)
      const body = { ...checklistBody('INV-1', number, imported), DelcareFlag: '0' }
      await site.send('INV101', body, 'INV-1')
      const [saved] = await receipts(site, 'Sas', 1)
      await settled()
      expect(says(toldIn(site, 'Sas'))).toEqual(['Successed'])
      const declared = checklistBody('INV-1', number, { ...imported, head: { SeqNo: saved.seqNo } })
      await site.send('INV101', declared, 'INV-1', { attempt: 2 })
      expect((await last(site, 'Sas', 7)).seqNo).toBe(saved.seqNo)
    }))
})
