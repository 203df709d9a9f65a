import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SettingsFault } from './settings-fault.ts'

/** Takes a home for this process alone. A mark left by a process that is gone is overwritten. @throws SettingsFault */
export function takeHome(home: string): () => void {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const mark = join(home, 'server.pid')
  const other = runningServer(mark)
  if (other !== undefined && other !== process.pid) {
    throw new SettingsFault(
      `a platform already runs on ${home} (process ${other}): stop it, or set JIAMAO_HOME to another folder`,
    )
  }
  writeFileSync(mark, String(process.pid))
  return () => rmSync(mark, { force: true })
}

function runningServer(mark: string): number | undefined {
  try {
    const pid = Number(readFileSync(mark, 'utf8'))
    // A number may have been given to another program since.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('apps/server/main') ? pid : undefined
  } catch {
    return undefined
  }
}
