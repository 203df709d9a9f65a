import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Binaries,
  debianBinaries,
  type EmbeddedServer,
  packagedBinaries,
  startPostgres,
} from '@jiamao/platform/store'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Sockets of the PostgreSQL servers that this run has, by version. */
    servers: Record<string, string>
  }
}

/** Real servers for the whole run: the one that comes as a package, and Debian's 15 where it is installed. */
export default async function setup(project: TestProject) {
  const home = mkdtempSync(join(tmpdir(), 'jt-'))
  const debian = debianBinaries(15)
  if (!debian)
    process.stderr.write(
      'skipped: no PostgreSQL 15 of Debian on this machine; store, ledger and exchange ran on the packaged server only\n',
    )
  const wanted: [string, Binaries | undefined][] = [
    ['packaged', packagedBinaries()],
    ['15', debian],
  ]
  const started: EmbeddedServer[] = []
  const servers: Record<string, string> = {}
  for (const [name, binaries] of wanted) {
    if (!binaries) continue
    const server = await startPostgres(join(home, name), binaries)
    started.push(server)
    servers[name] = server.socket
  }
  project.provide('servers', servers)
  return async () => {
    await Promise.all(started.map((server) => server.stop()))
    rmSync(home, { recursive: true, force: true })
  }
}
