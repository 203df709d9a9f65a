import { expect, test } from 'vitest'
import { checklistBody, handbookBody, reportBody } from './sample-messages.ts'
import { atWork, receipts, type Site, says, toldIn, until } from './testing.ts'

type Asked = Parameters<typeof checklistBody>[2]

/** Files a checklist and waits for the receipt named. @returns what this checklist was told */
async function file(site: Site, ownNumber: string, handbook: string, asked: Asked, last: string) {
  const before = toldIn(site, 'Sas').length
  const name = await site.send('INV101', checklistBody(ownNumber, handbook, asked), ownNumber)
  await until(() =>
    toldIn(site, 'Sas')
      .slice(before)
      .some((one) => one.says === last),
  )
  expect(site.names('Sas', 'SentBox')).toContain(`${name}.zip`)
  return toldIn(site, 'Sas').slice(before)
}

const imported = { mode: '0615', direction: 'I', goods: 'I', quantity: '1000' } as const
const exported = { mode: '0615', direction: 'E', goods: 'E', quantity: '700' } as const
const sold = { mode: '0644', direction: 'I', goods: 'I', quantity: '97.93814' } as const

test('a handbook lives from set-up to closing', () =>
  atWork(async (site) => {
    await site.send('NPTS001', handbookBody('HB-1'), 'HB-1')
    const setUpTold = await receipts(site, 'Npts', 3)
    expect(says(setUpTold)).toEqual(['Successed', 'EML211 Y', 'EML211 1'])
    expect(setUpTold[0].seqNo).toBe('202000000000000001')
    expect(setUpTold[0].body.EtpsPreentNo).toBe('HB-1')
    expect(setUpTold[2].seqNo).toBe(setUpTold[0].seqNo)
    const handbook = setUpTold[2].number
    expect(handbook).toBe('C520720A0001')
    expect(setUpTold[2].body.EmlPutrecBsc).toMatchObject({ emlNo: handbook, validDate: '2020-12-31', chgTmsCnt: '0' })
    expect(setUpTold[2].text).not.toContain('xmldsig')
    expect(setUpTold[2].text).toContain('<manageDate>2020-03-02 10:00:00</manageDate>')

    const importTold = await file(site, 'INV-1', handbook, imported, 'INV211')
    expect(says(importTold)).toEqual(['Successed', 'INV201 Y', 'INV201 4', 'INV202 1', 'INV201 1', 'INV211'])
    expect(importTold.slice(2).map(({ number }) => number)).toEqual(Array(4).fill('QD520720I000000001'))
    expect(importTold[2].body.BondInvtBsc).toMatchObject({ vrfdedMarkcd: '1', invtStucd: '0', putrecNo: handbook })
    expect(importTold[2].body.BondInvtDt).toMatchObject([{ putrecSeqno: '1', dclQty: '1000', natcd: '143' }])
    expect(importTold[3].body.InvApprResult).toMatchObject({ entrySeqNo: 'I20200000000000001' })
    expect(importTold[4].body.BondInvtBsc).toMatchObject({ vrfdedMarkcd: '2', entryNo: '520720201000000001' })
    expect(importTold[4].text).toContain('xmldsig')
    expect(importTold[5].body.EmsPutrecDt).toMatchObject([
      { gdsSeqno: '1', dclQty: '1000', apprMaxSurpQty: '0', vclrPridInitQty: '1000', invtGNo: '1' },
    ])

    await file(site, 'INV-2', handbook, exported, 'INV211')
    // 700 × 1.25 ÷ 0.97 = 902.06186 were used up (W1); what is left is sold, and its duty takes two working days.
    const saleTold = await file(site, 'INV-3', handbook, sold, 'INV202 1')
    expect(says(saleTold)).toEqual(['Successed', 'INV201 Y', 'INV201 4', 'INV202 1'])
    site.day('2020-03-03')
    await file(site, 'INV-4', handbook, { ...imported, mode: '0844', quantity: '3', declared: false }, 'INV211')
    expect(toldIn(site, 'Sas').filter(({ says: said }) => said === 'INV201 1')).toHaveLength(3)
    site.day('2020-03-04')
    const booked = await until(() => toldIn(site, 'Sas').filter(({ says: said }) => said === 'INV211')[3])
    expect(booked.body.EmsPutrecDt).toMatchObject([{ vclrPridInitQty: '0' }])

    const head = { impInvtTotalCnt: '3', expInvtTotalCnt: '1' }
    const material = {
      impTotalQty: '1000',
      sdinQty: '97.93814',
      lfmtQty: '3',
      csmTotalQty: '902.06186',
      remainMtpckQty: '0',
    }
    const report = (changed: object) => reportBody(handbook, head, { ...material, ...changed }, { expTotalQty: '700' })
    await site.send('EML121', report({ csmTotalQty: '902.06187' }), 'WO-1')
    await until(() => toldIn(site, 'Npts').find(({ says: said }) => said === 'EML221 Y'))
    site.day('2020-03-06')
    await file(site, 'INV-5', handbook, { ...imported, mode: '0844', quantity: '1' }, 'INV211')
    expect(toldIn(site, 'Npts').filter(({ type }) => type === 'EML221')).toHaveLength(1)
    // Wednesday and three working days.
    site.day('2020-03-09')
    const refused = await until(() => toldIn(site, 'Npts').find(({ says: said }) => said === 'EML221 3'))
    expect(refused.notes).toEqual([
      '进口清单总数：企业3，海关4',
      '料件1边角料数量：企业3，海关4',
      '料件1产品总耗用量：企业902.06187，海关902.06186',
    ])

    Object.assign(head, { impInvtTotalCnt: '4' })
    await site.send('EML121', report({ lfmtQty: '4' }), 'WO-1', { attempt: 2 })
    await until(() => toldIn(site, 'Npts').filter(({ says: said }) => said === 'EML221 Y')[1])
    site.day('2020-03-12')
    const closed = await until(() => toldIn(site, 'Npts').find(({ says: said }) => said === 'EML221 5'))
    const written = toldIn(site, 'Npts').filter(({ type }) => type === 'EML221')
    expect(says(written)).toEqual(['EML221 Y', 'EML221 3', 'EML221 Y', 'EML221 2', 'EML221 5'])
    expect(new Set(written.map(({ seqNo }) => seqNo)).size).toBe(1)
    expect(closed.number).toBe(handbook)

    const late = await file(site, 'INV-6', handbook, sold, 'INV201 3')
    expect(late[2].notes).toEqual([`手册${handbook}已结案`])
  }))
