import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A process of ours beside the server, started again when it goes by itself. */
export interface Beside {
  stop(): Promise<void>
}

const program = fileURLToPath(new URL('../counterpart/main.ts', import.meta.url))

/** Starts the stand-in of customs' side as a process of its own; it ends by itself when this one is gone. */
export function startCounterpart(
  folders: { root: string; state: string; clock: string },
  say: (text: string) => void,
): Beside {
  const words = Object.entries(folders).flatMap(([name, place]) => [`--${name}`, place])
  let stopping = false
  let child: ChildProcess
  const launch = () => {
    if (stopping) return
    child = spawn(
      process.execPath,
      [program, ...words, '--parent', String(process.pid)],
      // Its own process group: Ctrl-C in a terminal reaches the server, which stops it in order.
      { stdio: ['ignore', 'ignore', 'inherit'], detached: true },
    )
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
