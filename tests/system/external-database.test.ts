import { afterAll, describe, expect, inject, test } from 'vitest'
import { ask, serverVersions } from '../database.ts'
import { realWorkbook } from './samples.ts'
import { World } from './world.ts'

const workbook = realWorkbook()
const version = '15'

describe.skipIf(!serverVersions().includes(version))('a PostgreSQL 15 of DATABASE_URL', () => {
  const socket = inject('servers')[version]
  const name = `external_${process.pid}`
  const admin = { host: socket, port: 5432, user: 'jiamao', database: 'postgres' }
  const world = new World({ DATABASE_URL: `postgres://jiamao@${encodeURIComponent(socket ?? '')}/${name}` })
  afterAll(async () => {
    await world.end()
    await ask(admin, `drop database ${name} with (force)`)
  })

  test('replaces the embedded server: a handbook lives its whole life on it', async () => {
    await ask(admin, `create database ${name}`)
    await world.start()
    expect(world.log).toContain('PostgreSQL 15')
    expect(world.processes('postgres -D')).toEqual([])
    const { status, err } = await world.command(['demo', ...(workbook ? [workbook] : [])])
    expect([err, status]).toEqual(['', 0])
  }, 120_000)
})
