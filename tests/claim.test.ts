import {
  claimTask,
  file,
  giveBackTask,
  handOverTask,
  listTasks,
  look,
  readJudgement,
  requestOf,
} from '@jiamao/platform/filing'
import type { Subject } from '@jiamao/platform/identity'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checklist, type Desk, deskOf, setUp } from './books.ts'
import { ask } from './database.ts'
import { makePlatform, type TestPlatform } from './platform.ts'

let p: TestPlatform
let desk: Desk
let [first, second]: Subject[] = []
beforeAll(async () => {
  p = await makePlatform()
  desk = deskOf(p, await p.subject(p.firm, 'customsClerk'))
  first = await p.subject(p.offices.commerce, 'officer')
  second = await p.subject(p.offices.commerce, 'officer')
})
afterAll(() => p.drop())

/** A book of which everything came in and went out, reported; commerce is asked for its opinion. */
async function reported(own: string, book: string, n: number) {
  await setUp(desk, own, book)
  const number = (side: string, i: number) => ({ number: `QD520720${side}${String(100 * n + i).padStart(9, '0')}` })
  await desk.accepted('enterprise.checklist.import', checklist(book, `${own}-I1`, 1, '1030.92784'), number('I', 1))
  await desk.accepted('enterprise.checklist.export', checklist(book, `${own}-E1`, 1, '1000', '30'), number('E', 2))
  const { filed } = await desk.file('enterprise.write-off.report', { head: { book } })
  return { id: filed.id, enterprise: p.firm.id }
}
const taskOf = async (filing: string, subject = first) =>
  (await listTasks(p.engine, subject, { limit: 50 })).find((task) => task.filing === filing)

test('an opinion is given by who has taken its task on; every act on the way has its leaf', async () => {
  const about = await reported('HB-C', 'C520720A0201', 1)
  const task = await taskOf(about.id)
  if (!task) throw new Error('commerce was not asked')
  expect(task).toMatchObject({ act: 'opine', type: 'enterprise.write-off.report', daysLeft: 3, strongest: null })
  const opinion = {
    type: 'commerce.writeoff-opinion',
    wire: { opinion: { answer: 'none' } },
    origin: 'typed' as const,
    about,
  }
  await claimTask(p.engine, first, task.id, requestOf('c1', 1))
  await expect(file(p.engine, second, opinion, requestOf('o1', 1))).rejects.toThrow('TASK_HELD')
  await giveBackTask(p.engine, first, task.id, requestOf('c2', 1))
  await handOverTask(p.engine, first, task.id, second.person, requestOf('c3', 1))
  expect((await file(p.engine, second, opinion, requestOf('o2', 1))).status).toBe(201)
  expect(await taskOf(about.id)).toBeUndefined()
  const leaves = await ask<{ act: string; actor: string; from: string | null; to: string | null }>(
    p.db.owner,
    `select act, actor_id as actor, detail->>'from' as from, detail->'holder'->>'id' as to from platform.audit
      where subject = $1 and act like 'task.%' order by at, id`,
    [about.id],
  )
  expect(leaves).toEqual([
    { act: 'task.claim', actor: first.person, from: null, to: first.person },
    { act: 'task.giveBack', actor: first.person, from: first.person, to: null },
    { act: 'task.handOver', actor: first.person, from: null, to: second.person },
  ])
})

test('who has no role for the work sees no queue and takes nothing on', async () => {
  const { id } = await reported('HB-D', 'C520720A0202', 2)
  const task = await taskOf(id)
  if (!task) throw new Error('commerce was not asked')
  const auditor = await p.subject(p.offices.commerce, 'auditor')
  expect(await listTasks(p.engine, auditor, { limit: 50 })).toEqual([])
  await expect(claimTask(p.engine, auditor, task.id, requestOf('a1', 1))).rejects.toThrow('NOT_ALLOWED')
  const manager = await p.subject(p.offices.commerce, 'manager')
  await expect(claimTask(p.engine, manager, task.id, requestOf('a2', 1))).rejects.toThrow('NOT_ALLOWED')
  await expect(handOverTask(p.engine, manager, task.id, auditor.person, requestOf('a3', 1))).rejects.toThrow(
    'TASK_NOT_COLLEAGUE',
  )
  await handOverTask(p.engine, manager, task.id, second.person, requestOf('a4', 1))
  expect(await taskOf(id, second)).toMatchObject({ isMine: true })
})

test('what went back to the firm is on no desk, and filed again it is asked once', async () => {
  const { id } = await reported('HB-E', 'C520720A0203', 3)
  expect(await taskOf(id)).toBeDefined()
  expect(await desk.answer(id, 'sendBack')).toBe('done')
  expect(await taskOf(id)).toBeUndefined()
})

test('who is asked to let go of what is held sees why, and nobody else of the desks does', async () => {
  await setUp(desk, 'HB-F', 'C520720A0204')
  const { filed } = await desk.file('enterprise.handbook.amend', {
    head: { number: 'C520720A0204', validTo: '2021-06-30' },
  })
  expect(filed.state).toBe('held')
  const customs = await p.subject(p.offices.customs, 'officer')
  expect(await taskOf(filed.id, customs)).toMatchObject({ act: 'release', strongest: 'hold', daysLeft: 1 })
  const findings = (subject: Subject) =>
    look(p.engine, subject, filed.id, 'filing', (tx, place) => readJudgement(tx, place))
  expect((await findings(customs))?.strongest).toBe('hold')
  await expect(findings(await p.subject(p.offices.tax, 'officer'))).rejects.toThrow('NOT_FOUND')
  expect(await findings(first)).toBeUndefined()
})
