import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { realpathSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** The sole right to a folder, until it is given back or its process is gone. */
export interface Lock {
  release(): void
}

const retryMs = 200

/**
 * Waits until nobody else works on a folder: two on one journal would give the same numbers to different documents, and a
 * counterpart may outlive for a moment the server that started it. The right is a name that the operating system gives to
 * one process and takes back when that process dies, so none is ever left behind.
 *
 * @param isWaiting told once where another one holds it
 */
export async function lockFolder(folder: string, isWaiting: () => void): Promise<Lock> {
  const hash = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32)
  const name = dyingNames[process.platform]?.(`jiamao-counterpart-${hash}`)
  if (name === undefined) return { release() {} }
  for (let isFirst = true; ; isFirst = false) {
    const server = createServer((visitor) => visitor.destroy())
    server.listen(name)
    try {
      await once(server, 'listening')
      return { release: () => server.close() }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      if (isFirst) isWaiting()
      await sleep(retryMs)
    }
  }
}

/** Names that die with their process, where the system has them. Elsewhere whoever starts two has to know. */
const dyingNames: Partial<Record<NodeJS.Platform, (name: string) => string>> = {
  linux: (name) => `\0${name}`,
  win32: (name) => `\\\\?\\pipe\\${name}`,
}
