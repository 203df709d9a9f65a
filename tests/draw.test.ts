import { createHash } from 'node:crypto'
import type { Uuid } from '@jiamao/kernel/ids'
import {
  claimTask,
  decide,
  declareConflict,
  drawTasks,
  endConflict,
  handOverTask,
  listConflicts,
  listTasks,
  repeatDraw,
  requestOf,
} from '@jiamao/platform/filing'
import type { Subject } from '@jiamao/platform/identity'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deskOf, setUp } from './books.ts'
import { ask } from './database.ts'
import { makePlatform, type TestPlatform } from './platform.ts'

let p: TestPlatform
let manager: Subject
let [first, second]: Subject[] = []
let held = 0
beforeAll(async () => {
  p = await makePlatform()
  manager = await p.subject(p.offices.customs, 'manager')
  first = await p.subject(p.offices.customs, 'officer')
  second = await p.subject(p.offices.customs, 'officer')
  const desk = deskOf(p, await p.subject(p.firm, 'customsClerk'))
  // A handbook prolonged past a year is held until customs lets it go: one case each.
  for (let n = 1; n <= 6; n++) {
    const number = `C520720A030${n}`
    await setUp(desk, `HB-D${n}`, number)
    await desk.file('enterprise.handbook.amend', { head: { number, validTo: '2021-06-30' } })
    held++
  }
})
afterAll(() => p.drop())

let key = 0
const request = () => requestOf(`draw ${++key}`, key)
const tasks = (subject: Subject, range: 'free' | 'mine' | 'open') => listTasks(p.engine, subject, { range, limit: 50 })
const drawn = async (absent: readonly Uuid[] = []) => {
  const { body } = await drawTasks(p.engine, manager, absent, request())
  return repeatDraw(p.engine, manager, (body as { id: Uuid }).id)
}

test('a draw is a manager’s, gives every free case to one of those who are there, and comes out the same again', async () => {
  await expect(drawTasks(p.engine, first, [], request())).rejects.toThrow('NOT_ALLOWED')
  const draw = await drawn([second.person])
  expect(draw).toMatchObject({ n: 1, isSame: true, promised: null })
  expect(draw.cases).toHaveLength(held)
  expect(draw.officers.map(({ id }) => id)).toEqual([first.person])
  expect((await tasks(first, 'mine')).length).toBe(held)
  const leaves = await ask(p.db.owner, `select from platform.audit where act = 'task.draw' and detail->>'draw' = $1`, [
    draw.id,
  ])
  expect(leaves.length).toBe(held)
  await expect(drawTasks(p.engine, manager, [], request())).rejects.toThrow('DRAW_NOTHING')
})

test('the seed of the next draw is promised before anybody knows what will be drawn; a changed result is found', async () => {
  const [before] = await ask<{ hash: Buffer }>(p.db.owner, `select next_hash as hash from platform.draw where n = 1`)
  await ask(p.db.owner, `update platform.task set holder_id = null, holder_name = null where state = 'open'`)
  const draw = await drawn()
  expect(draw.promised).toBe(before.hash.toString('hex'))
  expect(createHash('sha256').update(Buffer.from(draw.seed, 'hex')).digest('hex')).toBe(draw.promised)
  expect(draw.isSame).toBe(true)
  const [mine, theirs] = [await tasks(first, 'mine'), await tasks(second, 'mine')]
  expect(mine.length + theirs.length).toBe(held)
  await ask(p.db.owner, `update platform.draw set cases = jsonb_set(cases, '{0,to}', to_jsonb($1::text)) where n = 2`, [
    draw.cases[0].to === first.person ? second.person : first.person,
  ])
  expect((await repeatDraw(p.engine, manager, draw.id)).isSame).toBe(false)
})

test('who has declared a conflict with a firm is given none of its cases, by a draw or by hand, until it is over', async () => {
  await ask(p.db.owner, `update platform.task set holder_id = null, holder_name = null where state = 'open'`)
  await declareConflict(p.engine, first, p.firm.id, '配偶在该企业任职', request())
  expect(await listConflicts(p.engine, second)).toMatchObject([{ person: first.person, firm: p.firm.id }])
  const [task] = await tasks(first, 'free')
  const place = { id: task.filing, enterprise: p.firm.id }
  await expect(claimTask(p.engine, first, task.id, request())).rejects.toThrow('TASK_CONFLICT')
  await expect(handOverTask(p.engine, second, task.id, first.person, request())).rejects.toThrow('TASK_CONFLICT')
  const release = { decision: 'release', reason: '准予' } as const
  await expect(decide(p.engine, first, place, release, request())).rejects.toThrow('TASK_CONFLICT')
  const draw = await drawn()
  expect(draw.cases.every(({ to, among }) => to === second.person && among.length === 1)).toBe(true)
  await endConflict(p.engine, first, p.firm.id, request())
  await expect(endConflict(p.engine, first, p.firm.id, request())).rejects.toThrow('NOT_FOUND')
  expect(await listConflicts(p.engine, second)).toEqual([])
  await expect(claimTask(p.engine, first, task.id, request())).rejects.toThrow('TASK_HELD')
})

test('another office reads neither draws nor conflicts', async () => {
  const other = await p.subject(p.offices.commerce, 'officer')
  const [{ id }] = await ask<{ id: Uuid }>(p.db.owner, `select id from platform.draw limit 1`)
  await expect(repeatDraw(p.engine, other, id)).rejects.toThrow('NOT_FOUND')
  await declareConflict(p.engine, first, p.firm.id, '持有该企业股份', request())
  expect(await listConflicts(p.engine, other)).toEqual([])
})
