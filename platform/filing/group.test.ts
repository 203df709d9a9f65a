import { ask, makeDatabase } from '@jiamao/tests/database'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql, migrations as store } from '../store/index.ts'
import { writeInGroup } from './group.ts'

describe('submissions that wait are written together', () => {
  let db: Awaited<ReturnType<typeof makeDatabase>>
  beforeAll(async () => {
    db = await makeDatabase([store])
    await ask(db.owner, 'create table platform.note (n int primary key, written_by xid8 not null)')
    await ask(db.owner, 'grant select, insert on platform.note to jiamao_app')
  })
  afterAll(() => db.drop())

  const note = (n: number) => sql`
    with written as (insert into platform.note values (${n}, pg_current_xact_id()) returning n)
    select jsonb_build_object('outcome', 'done', 'revision', n) as outcome from written`

  test('each gets its own answer, and the one that cannot be written fails alone', async () => {
    await ask(db.owner, 'insert into platform.note values (17, pg_current_xact_id())')
    const written = await Promise.allSettled(
      Array.from({ length: 100 }, (_, n) => writeInGroup(db.store, `book ${n}`, note(n))),
    )
    for (const [n, { status, ...rest }] of written.entries()) {
      if (n === 17) expect({ status, ...rest }).toMatchObject({ status: 'rejected', reason: { code: '23505' } })
      else expect({ status, ...rest }).toEqual({ status: 'fulfilled', value: { outcome: 'done', revision: n } })
    }
    const [{ notes, commits }] = await ask<{ notes: number; commits: number }>(
      db.owner,
      'select count(*)::int as notes, count(distinct written_by)::int as commits from platform.note',
    )
    expect(notes).toBe(100)
    expect(commits).toBeLessThan(50)
  })
})
