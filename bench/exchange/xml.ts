/** `xml.decode` and `xml.encode`: a checklist of 20 lines and its receipt, beside libxml2's DOM in C and fast-xml-parser's builder. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { codecs } from '@jiamao/platform/exchange/codec'
import { type Bench, Skipped } from '../bench.ts'
import { inFolder } from '../database.ts'
import { inTurn, spread, timed } from '../measure.ts'
import { checklist, envelope, receipt } from './sample.ts'

const rounds = 31
const times = 150
const messages = 2

export const decode: Bench = {
  name: 'xml.decode',
  work: 'INV101 and INV201 of 20 lines, bytes to records',
  unit: 'messages/s',
  better: 'higher',
  goal: { ratio: 0.5 },
  run: () =>
    inFolder(async (folder) => {
      const documents = encodeBoth()
      const decodeBoth = () => {
        if (!('body' in codecs.INV101.decode(documents[0]) && 'body' in codecs.INV201.decode(documents[1])))
          throw new Error('unreadable')
      }
      const reference = await startReference(folder, documents)
      try {
        const { ours, theirs, ...medians } = await inTurn(rounds, () => rate(decodeBoth), reference.rate)
        return { ...medians, reference: reference.name, note: spread(ours, theirs) }
      } finally {
        await reference.stop()
      }
    }),
}

export const encode: Bench = {
  name: 'xml.encode',
  work: 'INV101 and INV201 of 20 lines, records to bytes, all rules checked',
  unit: 'messages/s',
  better: 'higher',
  goal: { ratio: 5 },
  async run() {
    const build = await builder()
    const { ours, theirs, ...medians } = await inTurn(
      rounds,
      () => rate(encodeBoth),
      () => rate(build),
    )
    return { ...medians, reference: "fast-xml-parser's builder, same bytes, no rules", note: spread(ours, theirs) }
  },
}

/** Messages a second, from a round of some. */
async function rate(piece: () => void): Promise<number> {
  const ms = await timed(() => {
    for (let i = 0; i < times; i++) piece()
  })
  return (messages * times * 1e3) / ms
}

const written = (encoded: ReturnType<typeof codecs.INV101.encode>): Uint8Array => {
  if (encoded instanceof Uint8Array) return encoded
  throw new Error(JSON.stringify(encoded))
}
const encodeBoth = () => [
  written(codecs.INV101.encode(checklist, { envelope })),
  written(codecs.INV201.encode(receipt, { envelope })),
]

/** libxml2 in C over the same bytes. @throws Skipped where compiler or library is not found */
async function startReference(folder: string, documents: readonly Uint8Array[]) {
  const source = fileURLToPath(new URL('libxml2-dom.c', import.meta.url))
  const program = join(folder, 'libxml2-dom')
  const paths = documents.map((bytes, index) => {
    const path = join(folder, `${index}.xml`)
    writeFileSync(path, bytes)
    return path
  })
  let version: string
  try {
    const config = (option: string) => execFileSync('xml2-config', [option], { encoding: 'utf8' }).trim().split(/\s+/)
    execFileSync('cc', ['-O3', '-march=native', source, '-o', program, ...config('--cflags'), ...config('--libs')])
    version = config('--version')[0]
  } catch {
    throw new Skipped('no C compiler with libxml2: scripts/install-bench-tools.sh brings them')
  }
  const running = spawn(program, [...paths, String(times)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const answers = createInterface(running.stdout)[Symbol.asyncIterator]()
  const answer = async () => {
    const { value, done } = await answers.next()
    if (done) throw new Error('the reference stopped')
    return +value
  }
  const elements = documents.map((bytes) => Buffer.from(bytes).toString().match(/<\w/g)?.length ?? 0)
  if ((await answer()) !== elements[0] + elements[1]) throw new Error('the reference read another document')
  const rate = async () => {
    running.stdin.write('\n')
    return (messages * times * 1e9) / (await answer())
  }
  const stop = async () => {
    running.stdin.end()
    if (running.exitCode === null) await once(running, 'exit')
  }
  return { name: `libxml2 ${version}, DOM, in C, -O3`, rate, stop }
}

/** Resolved first, so that neither types nor the bench need it where it is not installed. */
const load = async () => import(import.meta.resolve('fast-xml-parser'))

/** fast-xml-parser's builder over the same documents, to the same bytes; @throws Skipped where it is not installed */
async function builder(): Promise<() => void> {
  const library = await load().catch(() => undefined)
  if (library === undefined) throw new Skipped('fast-xml-parser is not installed: npm ci brings it')
  const options = { ignoreAttributes: false, suppressEmptyNode: false, parseTagValue: false, trimValues: false }
  const parser = new library.XMLParser(options)
  const build = new library.XMLBuilder(options)
  const documents = encodeBoth().map((bytes) => parser.parse(Buffer.from(bytes).toString()))
  for (const [index, bytes] of encodeBoth().entries()) {
    const same = (text: string) => text.replace('?>\n', '?>')
    if (same(build.build(documents[index])) !== same(Buffer.from(bytes).toString())) throw new Error('other bytes')
  }
  return () => {
    for (const document of documents) Buffer.from(build.build(document))
  }
}
