import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** A process of ours beside the server, started again when it goes by itself. */
export interface Beside {
  stop(): Promise<void>
}

interface Folders {
  readonly root: string
  readonly state: string
  readonly clock: string
}

const program = fileURLToPath(new URL('../counterpart/main.ts', import.meta.url))
const markIn = ({ state }: Folders) => join(state, 'pid')

/** Starts the stand-in of customs' side as a process of its own. One that a killed server left behind is stopped first. */
export async function startCounterpart(folders: Folders, say: (text: string) => void): Promise<Beside> {
  mkdirSync(folders.state, { recursive: true, mode: 0o700 })
  await stopLeftOver(folders)
  let stopping = false
  let child: ChildProcess
  const launch = () => {
    if (stopping) return
    const { root, state, clock } = folders
    child = spawn(process.execPath, [program, '--root', root, '--state', state, '--clock', clock], {
      stdio: ['ignore', 'ignore', 'inherit'],
      // Ctrl-C in a terminal reaches the server, which stops it in order.
      detached: true,
    })
    writeFileSync(markIn(folders), String(child.pid))
    child.once('exit', () => {
      if (stopping) return
      say('the customs counterpart stopped by itself; starting it again')
      setTimeout(launch, 500)
    })
  }
  launch()
  return {
    stop: async () => {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      await gone
    },
  }
}

/** Two on one journal would give numbers twice. */
async function stopLeftOver(folders: Folders): Promise<void> {
  const pid = leftOver(folders)
  if (pid === undefined) return
  process.kill(pid, 'SIGTERM')
  for (let turn = 0; leftOver(folders) !== undefined; turn++) {
    if (turn === 50) process.kill(pid, 'SIGKILL')
    await pause(100)
  }
}

function leftOver(folders: Folders): number | undefined {
  try {
    const pid = Number(readFileSync(markIn(folders), 'utf8'))
    // A number may have been given to another program since.
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return command.includes('counterpart/main') && command.includes(folders.state) ? pid : undefined
  } catch {
    return undefined
  }
}
