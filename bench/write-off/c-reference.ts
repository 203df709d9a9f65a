/** `reference.c`, compiled and running beside us on the same book: one round a question. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Lines, Recipes, WriteOff } from '@jiamao/platform/ledger/write-off'
import { Skipped } from '../bench.ts'

const source = fileURLToPath(new URL('reference.c', import.meta.url))

/** The figures that both must have equal, in the order that `reference.c` writes them. */
const columns = ['consumption', 'tangible', 'intangible', 'net', 'theoretical', 'scrap'] as const

/** The C program over one book. The first round also writes its figures. @throws Skipped where no compiler is found */
export async function startReference(folder: string, recipes: Recipes, lines: Lines) {
  const [program, book, figures] = ['reference', 'book.bin', 'figures.bin'].map((name) => join(folder, name))
  const compiled = spawnSync('cc', ['-O3', '-march=native', '-o', program, source], { encoding: 'utf8' })
  if (compiled.error) throw new Skipped('no C compiler: scripts/install-bench-tools.sh brings it')
  if (compiled.status !== 0) throw new Error(`the reference does not compile:\n${compiled.stderr}`)
  writeFileSync(book, bytesOf(recipes, lines))

  const running = spawn(program, [book, figures], { stdio: ['pipe', 'pipe', 'inherit'] })
  const answers = createInterface(running.stdout)[Symbol.asyncIterator]()
  /** Works once. @returns nanoseconds */
  async function round(): Promise<number> {
    running.stdin.write('\n')
    const { value, done } = await answers.next()
    if (done) throw new Error('the reference stopped')
    return +value
  }
  function expectEqual(ours: WriteOff): void {
    const bytes = readFileSync(figures)
    const theirs = new BigInt64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)
    columns.forEach((name, at) => {
      for (let m = 0; m < recipes.materials; m++) {
        const [a, b] = [ours[name][m], theirs[at * recipes.materials + m]]
        if (a !== b) throw new Error(`${name} of material ${m}: ours ${a}, the reference's ${b}`)
      }
    })
  }
  async function stop(): Promise<void> {
    running.stdin.end()
    if (running.exitCode === null) await once(running, 'exit')
  }
  return { round, expectEqual, stop }
}

/** The columns as they lie in memory, behind four counts: what `reference.c` reads. */
function bytesOf(recipes: Recipes, lines: Lines): Uint8Array {
  const { materials, pairs, start, material, net, tangible, intangible, share } = recipes
  const head = BigInt64Array.from([materials, pairs, material.length, lines.kind.length], BigInt)
  const all = [head, start, material, net, tangible, intangible, share, lines.kind, lines.item, lines.quantity]
  return Buffer.concat(all.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength)))
}
