import { lintSchema } from '@jiamao/platform/store'
import { migrations, referenceTables } from '@jiamao/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, makeDatabase, serverVersions, type TestDatabase } from './database.ts'

describe.each(serverVersions())('the whole schema on PostgreSQL %s', (version) => {
  let db: TestDatabase
  beforeAll(async () => {
    db = await makeDatabase(migrations, version)
  })
  afterAll(() => db.drop())

  test('keeps the rules of scale.md and S3.5', async () => {
    expect(await lintSchema(db.owner, { reference: referenceTables })).toEqual([])
  })
  test('names as reference only tables that there are', async () => {
    const found = await ask<{ name: string }>(
      db.owner,
      `select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('platform', 'register') and relkind = 'r'`,
    )
    expect(found.map(({ name }) => name)).toEqual(expect.arrayContaining(referenceTables))
  })
})
