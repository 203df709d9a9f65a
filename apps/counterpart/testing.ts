/** For the tests: an enterprise at its folders, and messages as it writes them. */
import { spawn } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Bodies, baseName, codecs, pack, recognise } from '@jiamao/platform/exchange/codec'
import { type CounterpartSettings, startCounterpart } from './counterpart.ts'
import { type FiledType, taken } from './facts.ts'

export const company = '4419940001'

type Body = Record<string, unknown>

/** A folder of its own for each test, with the clock's file. */
export class Site {
  readonly folder = mkdtempSync(join(tmpdir(), 'jc-'))
  readonly root = join(this.folder, 'client')
  readonly state = join(this.folder, 'state')
  readonly clock = join(this.folder, 'clock.json')
  #sentMs = 0

  constructor() {
    mkdirSync(this.root)
    this.day('2020-03-02')
  }

  /** Business time stands still at ten o'clock on this day. 2020-03-02 is a Monday. */
  day(date: string): void {
    const setting = { mode: 'set', start: `${date}T10:00:00.000+08:00`, at: '2020-01-01T00:00:00.000+08:00', rate: 0 }
    writeFileSync(`${this.clock}.new`, JSON.stringify(setting))
    renameSync(`${this.clock}.new`, this.clock)
  }

  box(business: string, box: string, of = company): string {
    const path = join(this.root, of, business, box)
    mkdirSync(path, { recursive: true })
    return path
  }

  /** Puts any file into an `OutBox`, whole. */
  put(business: string, name: string, bytes: Uint8Array, of = company): void {
    const outBox = this.box(business, 'OutBox', of)
    const path = join(outBox, '..', name)
    writeFileSync(path, bytes)
    // In the order sent, however coarse the file system's clock is.
    this.#sentMs = Math.max(Date.now(), this.#sentMs + 1)
    utimesSync(path, new Date(this.#sentMs), new Date(this.#sentMs))
    renameSync(path, join(outBox, name))
  }

  /** Sends a message as the platform does. @returns its base name */
  async send(type: FiledType, body: Body, ownNumber: string, { attempt = 1, of = company } = {}): Promise<string> {
    const xml = (codecs[type] as { encode(body: unknown): unknown }).encode(body)
    if (!(xml instanceof Uint8Array)) throw new Error(JSON.stringify(xml, undefined, 1))
    const direction = (body as { InvtHeadType?: { ImpexpMarkcd?: 'I' | 'E' } }).InvtHeadType?.ImpexpMarkcd ?? 'N'
    const name = baseName({ type, direction, ownNumber, version: 1, attempt })
    this.put(taken[type], `${name}.zip`, await pack(name, xml), of)
    return name
  }

  names(business: string, box: string, of = company): string[] {
    return readdirSync(this.box(business, box, of)).sort()
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Runs a counterpart on a site of its own; fails where it met a fault of ours. */
export async function atWork(
  act: (site: Site) => Promise<void>,
  more: Partial<CounterpartSettings> = {},
): Promise<void> {
  const site = new Site()
  const faults: unknown[] = []
  const { root, state, clock } = site
  const counterpart = await startCounterpart({ root, state, clock, report: (error) => faults.push(error), ...more })
  try {
    await act(site)
  } finally {
    await counterpart.stop()
    site.remove()
  }
  if (faults.length > 0) throw new AggregateError(faults, 'the counterpart met faults')
}

/** The real process on a site. */
export function startProcess({ root, state, clock }: Site) {
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const given = ['--root', root, '--state', state, '--clock', clock, '--parent', String(process.pid)]
  return spawn(process.execPath, [main, ...given], { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** What a file of `InBox` says, in short: answers as `Successed`/`Failed`, receipts as `INV201 4`. */
export interface Told {
  readonly file: string
  readonly says: string
  readonly type: string
  readonly code: string
  readonly seqNo: string
  readonly number: string
  readonly notes: readonly string[]
  readonly text: string
  readonly body: Body
}

/** Reads one file of `InBox`; what cannot be read says `unreadable`. */
function readTold(path: string): Told {
  const bytes = readFileSync(path)
  const file = path.slice(path.lastIndexOf('/') + 1)
  const type = recognise(bytes)
  const nothing = { file, type: '', code: '', seqNo: '', number: '', notes: [], text: bytes.toString(), body: {} }
  if (typeof type !== 'string') return { ...nothing, says: 'unreadable' }
  const decoded = codecs[type as keyof Bodies].decode(bytes)
  if (!('body' in decoded)) return { ...nothing, says: 'unreadable' }
  const body = decoded.body as Body
  const head = (body.HdeApprResult ?? body.InvApprResult ?? {}) as Record<string, string>
  const bsc = (body.BondInvtBsc ?? {}) as Record<string, string>
  const code = head.manageResult ?? ''
  const short = type === 'CommonResponeMessage' ? file.slice(0, file.indexOf('_')) : `${type} ${code}`.trim()
  return {
    ...nothing,
    says: short,
    type,
    code,
    seqNo: (body.SeqNo as string) ?? head.etpsPreentNo ?? head.invPreentNo ?? bsc.invtPreentNo ?? '',
    number: head.businessId ?? bsc.bondInvtNo ?? '',
    notes: ((body.CheckInfo ?? []) as { note: string }[]).map?.(({ note }) => note) ?? [body.CheckInfo as string],
    body,
  }
}

/** Everything in `InBox`, in the order in which it arrived. */
export function toldIn(site: Site, business: string): Told[] {
  const folder = site.box(business, 'InBox')
  const paths = readdirSync(folder).map((name) => join(folder, name))
  const whole = paths.filter((path) => !path.endsWith('.tmp'))
  const aged = whole.map((path) => ({ path, age: statSync(path, { bigint: true }).mtimeNs }))
  return aged.sort((a, b) => (a.age < b.age ? -1 : 1)).map(({ path }) => readTold(path))
}

/** Asks until the answer is there. Fails by the test's own limit. */
export async function until<T>(ask: () => T | undefined | false): Promise<T> {
  for (;;) {
    const answer = ask()
    if (answer !== undefined && answer !== false) return answer
    await sleep(20)
  }
}

/** Waits for so many files and returns what they say. */
export const receipts = (site: Site, business: string, count: number): Promise<Told[]> =>
  until(() => {
    const told = toldIn(site, business)
    return told.length >= count && told
  })

export const says = (told: readonly Told[]): string[] => told.map((one) => one.says)

/** Long enough for what should not come to come: two rounds of the counterpart. */
export async function settled(): Promise<void> {
  await sleep(600)
}
