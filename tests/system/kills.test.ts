import { afterAll, beforeAll, expect, test } from 'vitest'
import { realWorkbook } from './samples.ts'
import { World } from './world.ts'

const workbook = realWorkbook()
const world = new World()
beforeAll(() => world.start())
afterAll(() => world.end())

const victims = {
  server: async () => {
    await world.stop('SIGKILL')
    await world.start()
  },
  database: () => kill('postgres -D'),
  counterpart: () => kill('counterpart/main'),
} as const

/** What the server starts again by itself. */
function kill(command: string): Promise<void> {
  for (const pid of world.processes(command)) process.kill(pid, 'SIGKILL')
  return Promise.resolve()
}

// One run kills one of the three after every step; three runs kill each of them after every step.
const turns = process.env.JIAMAO_LONG ? [0, 1, 2] : [0]

test.each(turns)(
  'killed after every step, in turn %i: the demo goes on and ends well',
  async (turn) => {
    const names = Object.keys(victims) as (keyof typeof victims)[]
    const killed: string[] = []
    let step = turn
    let last = Promise.resolve()
    const said = await world.command(['demo', ...(workbook ? [workbook] : []), '--json'], (line) => {
      const { step: name, state } = JSON.parse(line) as { step?: string; state?: string }
      if (name === undefined || state !== 'ok') return
      const victim = names[step++ % names.length]
      killed.push(`${victim} after ${name}`)
      last = last.then(victims[victim])
    })
    await last
    expect([said.err, said.status]).toEqual(['', 0])
    expect(killed.length).toBeGreaterThan(20)
    const { out, status } = await world.command(['ledger', 'verify', '--json'])
    expect(JSON.parse(out)).toMatchObject({ mismatches: [] })
    expect(status).toBe(0)
    const desk = await world.command(['exchange', 'dead', '--json'])
    expect([desk.out, desk.status]).toEqual(['', 0])
  },
  600_000,
)
