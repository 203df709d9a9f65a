import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { startCounterpart } from './counterpart.ts'
import { handbookBody } from './sample-messages.ts'
import { receipts, Site, settled, startProcess, toldIn } from './testing.ts'

test('of two on one state the second waits, and goes on where the first was killed', async () => {
  const site = new Site()
  const first = startProcess(site)
  await once(first.stdout, 'data')
  const { root, state, clock } = site
  const waits: unknown[] = []
  const second = startCounterpart({ root, state, clock, report: (error) => waits.push(error) })
  await site.send('NPTS001', handbookBody('HB-1'), 'HB-1')
  await receipts(site, 'Npts', 3)
  await settled()
  expect(toldIn(site, 'Npts')).toHaveLength(3)
  expect(waits).toEqual([new Error(`another counterpart works on ${state}: waiting`)])
  first.kill('SIGKILL')
  const counterpart = await second
  await site.send('NPTS001', handbookBody('HB-2'), 'HB-2')
  expect((await receipts(site, 'Npts', 6))[5].number).toBe('C520720A0002')
  await counterpart.stop()
  site.remove()
})

test('it ends when whoever started it is gone', async () => {
  const site = new Site()
  const starter = `
    const { startProcess } = await import(${JSON.stringify(new URL('testing.ts', import.meta.url).href)})
    const child = startProcess(${JSON.stringify({ root: site.root, state: site.state, clock: site.clock })})
    child.stdout.once('data', () => console.log('ready'))`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', starter], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(parent.stdout, 'data')
  parent.kill('SIGKILL')
  const { root, state, clock } = site
  // Waits until the state is free.
  const counterpart = await startCounterpart({ root, state, clock })
  await counterpart.stop()
  site.remove()
})
