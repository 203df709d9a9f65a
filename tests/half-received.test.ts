/** Papers that never came whole end after a week, with a leaf in their owner's log; those that came stay, kept once. */
import { momentOf } from '@jiamao/kernel/time'
import { announcePaper, endHalfReceived, openDraft, paperArrived, requestOf } from '@jiamao/platform/filing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from './database.ts'
import { makePlatform, type TestPlatform } from './platform.ts'

let p: TestPlatform
beforeAll(async () => {
  p = await makePlatform()
}, 60_000)
afterAll(() => p.drop())

const announced = (n: number) => ({ name: `${n}.pdf`, bytes: 10, hash: String(n).padStart(64, '0'), kind: null })
const states = () =>
  ask<{ name: string; state: string }>(p.db.owner, 'select name, state from platform.paper order by name')

test('half-received papers end after a week, once', async () => {
  const clerk = await p.subject(p.firm, 'customsClerk')
  const opening = { type: 'enterprise.item', wire: {}, origin: 'typed' as const }
  const { body } = await openDraft(p.engine, clerk, opening, requestOf('k1'))
  const place = { enterprise: p.firm.id, id: (body as { id: typeof p.firm.id }).id }
  await announcePaper(p.engine, clerk, place, announced(1))
  const whole = await announcePaper(p.engine, clerk, place, announced(2))
  await paperArrived(p.engine, clerk, place, whole, { type: 'pdf', scan: 'unscanned' })
  // The same bytes again, on another filing: there at once, kept once.
  const { body: other } = await openDraft(p.engine, clerk, opening, requestOf('k2'))
  const again = await announcePaper(p.engine, clerk, { ...place, id: (other as typeof place).id }, announced(2))
  expect(again.state).toBe('kept')
  expect(await ask(p.db.owner, 'select hash from platform.kept_file')).toHaveLength(1)

  expect(await endHalfReceived(p.engine, 100)).toEqual([])
  const later = { ...p.engine, clock: { ...p.clock, machine: () => momentOf(Date.now() + 8 * 86_400_000) } }
  const ended = await Promise.all([endHalfReceived(later, 100), endHalfReceived(later, 100)])
  expect(ended.flat()).toHaveLength(1)
  expect(await states()).toEqual([
    { name: '1.pdf', state: 'removed' },
    { name: '2.pdf', state: 'kept' },
    { name: '2.pdf', state: 'kept' },
  ])
  const [{ n }] = await ask<{ n: number }>(
    p.db.owner,
    `select count(*)::int as n from platform.audit where act = 'filing.detach' and detail->>'because' is not null`,
  )
  expect(n).toBe(1)
})
