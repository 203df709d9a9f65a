#!/usr/bin/env node
/** `npm start`: everything in the foreground, until Ctrl-C. */
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `Node ${process.versions.node} is too old: use "npm start", which brings Node 24 along (npm ci installs it)\n`,
  )
  process.exit(2)
}
const { run } = await import('./run.ts')
await run()
