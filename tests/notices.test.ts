import { exampleRegistration } from '@jiamao/modules/enterprise/registry/example'
import { listNotices, readAllNotices, readNotice } from '@jiamao/platform/filing'
import { keepPreferences, preferencesOf, type Subject } from '@jiamao/platform/identity'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deskOf, setUp } from './books.ts'
import { makePlatform, type TestPlatform } from './platform.ts'

describe('notices', () => {
  let p: TestPlatform
  let clerk: Subject
  let colleague: Subject
  const read = async (who: Subject) => {
    const { items, unread } = await listNotices(p.engine, who, 50)
    return { unread, items: items.map(({ isUnread, message }) => [isUnread, message.zh] as const) }
  }
  beforeAll(async () => {
    p = await makePlatform()
    clerk = await p.subject(p.firm, 'customsClerk')
    colleague = await p.subject(p.firm, 'customsClerk')
    const desk = deskOf(p, clerk)
    await desk.file('enterprise.registration', exampleRegistration)
    await setUp(desk, 'HB-1', 'C520720A0001')
    await setUp(desk, 'HB-2', 'C520720A0002')
  })
  afterAll(() => p.drop())

  test('are unread by everybody until each has read them: one by one, or all that was shown', async () => {
    const { items } = await listNotices(p.engine, clerk, 50)
    const before = items.length
    expect(before).toBeGreaterThanOrEqual(2)
    expect(await read(clerk)).toMatchObject({ unread: before })
    await readNotice(p.engine, clerk, items[0].id)
    await readNotice(p.engine, clerk, items[0].id)
    const now = await read(clerk)
    expect([now.unread, now.items[0][0], now.items[1][0]]).toEqual([before - 1, false, true])
    expect(await read(colleague)).toMatchObject({ unread: before })
    await readAllNotices(p.engine, colleague, items[1].at)
    expect(await read(colleague)).toMatchObject({ unread: 1 })
    await readAllNotices(p.engine, colleague, items[0].at)
    expect(await read(colleague)).toMatchObject({ unread: 0 })
    expect((await read(clerk)).unread).toBe(before - 1)
  })

  test('of another organisation are not found', async () => {
    const [{ id }] = (await listNotices(p.engine, clerk, 1)).items
    const officer = await p.subject(p.offices.tax, 'officer')
    await expect(readNotice(p.engine, officer, id)).rejects.toThrow('NOT_FOUND')
    expect((await read(officer)).items).toEqual([])
  })

  test('how a person likes the pages is kept for that person alone', async () => {
    const liked = { language: 'en', look: 'dark', density: 'roomy', size: 'large' } as const
    await keepPreferences(p.db.store, clerk.person, liked, p.clock.machine())
    expect(await preferencesOf(p.db.store, clerk.person)).toEqual(liked)
    expect(await preferencesOf(p.db.store, colleague.person)).toBeNull()
    await keepPreferences(p.db.store, clerk.person, { ...liked, size: 'larger' }, p.clock.machine())
    expect(await preferencesOf(p.db.store, clerk.person)).toEqual({ ...liked, size: 'larger' })
  })
})
