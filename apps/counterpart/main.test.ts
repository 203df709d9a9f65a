import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { handbookBody } from './sample-messages.ts'
import { Site, startProcess, toldIn, until } from './testing.ts'

const main = fileURLToPath(new URL('main.ts', import.meta.url))

test('the process says when it is ready, and ends cleanly on both signals', async () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const site = new Site()
    const child = startProcess(site)
    const [line] = await once(child.stdout, 'data')
    expect(String(line)).toBe('customs counterpart ready\n')
    await site.send('NPTS001', handbookBody('HB-1'), 'HB-1')
    await until(() => toldIn(site, 'Npts').length === 3)
    child.kill(signal)
    expect(await once(child, 'exit')).toEqual([0, null])
    site.remove()
  }
})

test.each([
  [['--root', '.'], '--root, --state and --clock are needed\n'],
  [['--rot', '.'], "Unknown option '--rot'"],
])('it says what is wrong: %s', async (given, why) => {
  const child = spawn(process.execPath, [main, ...given], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [text] = await once(child.stderr, 'data')
  expect(String(text)).toContain(`customs counterpart: ${why}`)
  expect(await once(child, 'exit')).toEqual([2, null])
})
