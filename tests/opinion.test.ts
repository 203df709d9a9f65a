import { closeSilences, explain, file, listNotices, listTasks, requestOf } from '@jiamao/platform/filing'
import type { Subject } from '@jiamao/platform/identity'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checklist, type Desk, deskOf, setUp } from './books.ts'
import { ask } from './database.ts'
import { makePlatform, type TestPlatform } from './platform.ts'

const [importList, exportList] = ['enterprise.checklist.import', 'enterprise.checklist.export']

let p: TestPlatform
let clerk: Subject
let desk: Desk
beforeAll(async () => {
  p = await makePlatform()
  clerk = await p.subject(p.firm, 'customsClerk')
  desk = deskOf(p, clerk)
})
afterAll(() => p.drop())

/** A book of which everything came in and went out, reported. */
async function reported(own: string, book: string, n: number) {
  await setUp(desk, own, book)
  const number = (side: string, i: number) => ({ number: `QD520720${side}${String(100 * n + i).padStart(9, '0')}` })
  await desk.accepted(importList, checklist(book, `${own}-I1`, 1, '1030.92784'), number('I', 1))
  await desk.accepted(exportList, checklist(book, `${own}-E1`, 1, '1000', '30'), number('E', 2))
  const { filed, status } = await desk.file('enterprise.write-off.report', { head: { book } })
  expect([status, filed.state]).toEqual([201, 'submitted'])
  return { id: filed.id, enterprise: p.firm.id, findings: filed.findings }
}

test('what was let through on an explanation is explained once, and its owner is told', async () => {
  const place = await reported('HB-X', 'C520720A0101', 1)
  const [judged] = await ask<{ findings: { check: string; effect: string }[] }>(
    p.db.owner,
    `select findings from platform.judgement where filing_id = $1`,
    [place.id],
  )
  expect(judged.findings.filter(({ effect }) => effect === 'explain').map(({ check }) => check)).toEqual(['R4.SCRAP'])
  const mine = async () => (await listTasks(p.engine, clerk, { limit: 50 })).filter(({ act }) => act === 'explain')
  expect((await mine()).length).toBe(1)
  const said = (key: string) => explain(p.engine, clerk, place, '边角料已按次自行销毁，台账备查', requestOf(key, 'x'))
  expect(await said('e1')).toMatchObject({ status: 200, body: { explained: true } })
  expect(await said('e1')).toMatchObject({ status: 200 })
  await expect(said('e2')).rejects.toThrow('FILING_NOTHING_TO_EXPLAIN')
  expect(await mine()).toEqual([])
  const officer = await p.subject(p.offices.customs, 'officer')
  const [notice] = (await listNotices(p.engine, officer, 10)).items
  expect(notice.message.zh).toBe('企业已就 R4.SCRAP 说明：C520720A0101-1。')
  const history = await ask<{ reason: string }>(
    p.db.owner,
    `select reason from platform.filing_event where filing_id = $1 and event = 'stage:explained'`,
    [place.id],
  )
  expect(history).toEqual([{ reason: '边角料已按次自行销毁，台账备查' }])
})

test('an opinion is given once: the same request has the same answer, another one finds nothing to answer', async () => {
  const place = await reported('HB-Z', 'C520720A0103', 3)
  const officer = await p.subject(p.offices.commerce, 'officer')
  const opinion = { type: 'commerce.writeoff-opinion', wire: { opinion: { answer: 'none' } }, origin: 'typed' as const }
  const give = (key: string) => file(p.engine, officer, { ...opinion, about: place }, requestOf(key, 'o'))
  const first = await give('o1')
  expect(first).toMatchObject({ status: 201, body: { state: 'accepted' } })
  expect(await give('o1')).toEqual(first)
  await expect(give('o2')).rejects.toThrow('FILING_ABOUT')
})

test('an opinion that is not given in three working days counts as no objection', async () => {
  const place = await reported('HB-Y', 'C520720A0102', 2)
  const officer = await p.subject(p.offices.commerce, 'officer')
  const asked = async () =>
    (await listTasks(p.engine, officer, { limit: 50 })).filter(({ filing }) => filing === place.id)
  expect((await asked()).length).toBe(1)
  await closeSilences(p.engine)
  expect((await asked()).length).toBe(1)

  // 2020-01-02 was a Thursday: three working days end with Tuesday the 7th.
  p.moveTo('2020-01-08')
  expect(await closeSilences(p.engine)).toBeGreaterThan(0)
  expect(await asked()).toEqual([])
  expect(await closeSilences(p.engine)).toBe(0)
  const [row] = await ask<{ opinion: string; state: string }>(
    p.db.owner,
    `select known->>'opinion' as opinion, state from platform.filing where id = $1`,
    [place.id],
  )
  expect(row).toEqual({ opinion: 'silent', state: 'submitted' })
  const customs = await p.subject(p.offices.customs, 'officer')
  expect((await listNotices(p.engine, customs, 10)).items.map(({ key }) => key)).toContain('opinion.silent')
  const late = { type: 'commerce.writeoff-opinion', wire: { opinion: { answer: 'none' } }, origin: 'typed' as const }
  await expect(file(p.engine, officer, { ...late, about: place }, requestOf('late', 1))).rejects.toThrow('FILING_ABOUT')
})
