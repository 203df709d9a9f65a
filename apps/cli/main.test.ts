import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

// What `npx jiamao` runs, linked by npm; by the machine's own Node where it has one, as in a user's shell.
const program = fileURLToPath(new URL('../../node_modules/.bin/jiamao', import.meta.url))
const shell = (process.env.PATH ?? '').split(':').filter((folder) => !folder.includes('node_modules'))
const PATH = [...shell, dirname(process.execPath)].join(':')

/** Runs a command where no platform and no demo accounts are. */
function jiamao(...words: string[]) {
  const { status, stderr } = spawnSync(program, words, {
    encoding: 'utf8',
    env: { ...process.env, PATH, JIAMAO_HOME: '/nonexistent/jiamao' },
  })
  return { status, stderr }
}

test.each([
  ['an option that no command has', ['accounts', '--colour'], '--colour'],
  ['an option of another command', ['accounts', '--seed', '3'], '--seed'],
  ['an option without its value', ['year', '--seed'], '--seed'],
  ['a seed that is no number', ['year', '--seed', 'abc'], '--seed N'],
  ['a word too many', ['year', '2020'], '--seed N'],
  ['a command that there is not', ['decade'], 'decade'],
])('%s is said in one line and ends with 2', (_, words, said) => {
  const { status, stderr } = jiamao(...words)
  expect(status).toBe(2)
  expect(stderr).toContain(said)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

test('an option with its value is taken', () => {
  const { status, stderr } = jiamao('year', '--seed', '3', '--json')
  expect({ status, stderr: stderr.trim() }).toEqual({ status: 2, stderr: expect.stringContaining('no demo accounts') })
})
