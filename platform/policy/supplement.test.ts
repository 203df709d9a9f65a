import { ask, makeDatabase, type TestDatabase } from '@jiamao/tests/database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrations as store } from '../store/index.ts'
import { type Edition, migrations, publish, supplement } from './index.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await makeDatabase([store, migrations])
})
afterAll(() => db.drop())

const row = (id: string, value: number) => ({
  kind: 'setting' as const,
  id,
  key: '',
  validFrom: '2004-04-01',
  body: { value },
})
const of = (...rows: Edition['rows']): Edition => ({
  id: '1',
  name: { zh: '第 1 版', en: 'Edition 1' },
  ground: 'R0',
  rows,
})
const at = '2020-01-02T09:00:00.000+08:00' as never

test('a platform that began with less gets what came since, once, and keeps what it knew', async () => {
  await publish(db.store, of(row('old', 1)), [], at)
  expect(await supplement(db.store, of(row('old', 1)))).toBeUndefined()
  const now = of(row('old', 2), row('new', 3))
  const missing = await supplement(db.store, now)
  expect(missing?.rows).toEqual([row('new', 3)])
  await publish(db.store, missing!, [], at)
  await publish(db.store, missing!, [], at)
  expect(await supplement(db.store, now)).toBeUndefined()
  expect(await ask(db.owner, 'select id, body, edition from platform.policy_row order by id')).toEqual([
    { id: 'new', body: { value: 3 }, edition: missing?.id },
    { id: 'old', body: { value: 1 }, edition: '1' },
  ])
})
