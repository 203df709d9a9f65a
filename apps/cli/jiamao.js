#!/usr/bin/env node
// The one file here that any Node can read: npx runs it under the project's own Node 24, a shell under the machine's.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const [major, minor] = process.versions.node.split('.').map(Number)
const own = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url))
if (major > 22 || (major === 22 && minor >= 18)) await import('./main.ts')
else if (existsSync(own)) {
  const { status } = spawnSync(own, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exitCode = status ?? 1
} else {
  process.stderr.write(
    `jiamao: Node ${process.versions.node} is too old, and the project's own is missing: run npm ci\n`,
  )
  process.exitCode = 2
}
