import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompressSync, constants } from 'node:zlib'

const root = fileURLToPath(new URL('../../', import.meta.url))
const web = join(root, 'apps/web')
const sources = ['kernel/**/*.ts', 'apps/web/**/*.{ts,tsx,css,html,svg}', 'package-lock.json']

/** Where the built pages lie. */
export const webFolder = join(root, 'out/web')

/** Builds the pages where they are missing or older than their sources; says so, for it takes a second or more. */
export async function buildWeb(say: (text: string) => void): Promise<void> {
  const kept = join(webFolder, '.sources')
  const now = sourcesHash()
  if (existsSync(kept) && readFileSync(kept, 'utf8') === now) return
  say('building the pages of the workbench')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  await promisify(execFile)(process.execPath, [vite, 'build', web, '--logLevel', 'error'], { cwd: root })
  pack()
  writeFileSync(kept, now)
}

/** Scripts and styles once more, compressed: every browser takes them so, and it is done once. */
function pack(): void {
  for (const file of globSync('assets/*.{js,mjs,css}', { cwd: webFolder })) {
    const path = join(webFolder, file)
    writeFileSync(
      `${path}.br`,
      brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    )
  }
}

function sourcesHash(): string {
  const hash = createHash('sha256')
  const files = globSync(sources, { cwd: root }).sort()
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
  return hash.digest('hex')
}
