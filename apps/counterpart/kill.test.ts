import { once } from 'node:events'
import { existsSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Step } from './facts.ts'
import { checklistBody, handbookBody } from './sample-messages.ts'
import { Site, startProcess, type Told, toldIn } from './testing.ts'

// kill -9 of the real process at any moment, and thirty documents answered as if nothing had happened.

async function sendHandbooks(site: Site): Promise<void> {
  for (let i = 1; i <= 8; i++) {
    const ownNumber = ['SIM-E0-3-', 'SIM-M1-', 'HB-'][i % 3] + i
    await site.send('NPTS001', handbookBody(ownNumber), ownNumber)
  }
}

async function sendChecklists(site: Site): Promise<void> {
  for (let i = 1; i <= 22; i++) {
    // Balances tell in which order checklists were deducted: one that waits has a handbook of its own.
    const ownNumber = (i <= 2 ? 'SIM-D1-' : ['SIM-F0-', 'SIM-E0-', 'SIM-G0-', 'SIM-Q0-', 'INV-'][i % 5]) + i
    const handbook = `C520720A000${i <= 2 ? i : 3 + (i % 6)}`
    const asked = { mode: '0615', direction: 'I', goods: 'I', quantity: i % 7 ? '1' : '2000' } as const
    await site.send('INV101', checklistBody(ownNumber, handbook, asked), ownNumber)
  }
}

type Line = { readonly step?: Step; readonly carried?: number }

/** Whether so many documents were taken, each course is at its end, and everything is done. By the journal itself. */
function isQuiet({ state }: Site, documents: number): boolean {
  const path = join(state, 'journal.jsonl')
  const whole = existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : []
  const lines: Line[] = whole.map((line) => JSON.parse(line))
  const steps = lines.flatMap(({ step }) => step ?? [])
  const open = new Map<string, boolean>()
  for (const fact of steps.flatMap(({ facts }) => facts)) {
    if (fact.fact === 'reached') open.set(fact.document, fact.next !== undefined)
  }
  const carried = Math.max(0, ...lines.map((line) => line.carried ?? 0))
  return open.size === documents && ![...open.values()].includes(true) && carried === steps.length
}

/** What the platform does with answers: it takes them away at any time, and may get the same ones again. */
class Collector {
  readonly told = new Map<string, Told>()
  readonly #site: Site

  constructor(site: Site) {
    this.#site = site
  }

  collect(): void {
    for (const business of ['Npts', 'Sas']) {
      for (const one of toldIn(this.#site, business)) {
        renameSync(join(this.#site.box(business, 'InBox'), one.file), join(this.#site.folder, one.file))
        expect(one.text).toBe(this.told.get(one.file)?.text ?? one.text)
        if (!this.told.has(one.file)) this.told.set(one.file, one)
      }
    }
  }

  /** All texts by own number, as they came; what time and place in a queue make of them left out. */
  byDocument(): Map<string, string[]> {
    const all = [...this.told.values()]
    const owners = new Map(all.map(({ says, seqNo, body }) => [says === 'Successed' ? seqNo : '', body.EtpsPreentNo]))
    const texts = new Map<string, string[]>()
    for (const { seqNo, text } of all) {
      const owner = String(owners.get(seqNo) ?? seqNo)
      const plain = text
        .replace(/CUS0000E010000\d+/g, 'ID')
        .replace(/QD520720I\d{9}|C520720A\d{4}|I2020\d{13}|5207202010\d{8}/g, 'NUMBER')
      texts.set(owner, [...(texts.get(owner) ?? []), plain])
    }
    return texts
  }
}

/** A run of all documents: `live` makes processes come and go until nothing is open. */
async function run(live: (site: Site, isDone: () => boolean) => Promise<void>): Promise<Collector> {
  const site = new Site()
  const collector = new Collector(site)
  const done = (documents: number) => () => {
    collector.collect()
    return isQuiet(site, documents)
  }
  try {
    await sendHandbooks(site)
    await live(site, done(8))
    await sendChecklists(site)
    await live(site, done(30))
    collector.collect()
    expect(site.names('Npts', 'OutBox').concat(site.names('Sas', 'OutBox'))).toEqual([])
    expect(site.names('Npts', 'SentBox')).toHaveLength(8)
    expect(site.names('Sas', 'SentBox')).toHaveLength(22)
    return collector
  } finally {
    site.remove()
  }
}

async function inPeace(site: Site, isDone: () => boolean): Promise<void> {
  const child = startProcess(site)
  while (!isDone()) await sleep(50)
  child.kill()
  await once(child, 'exit')
}

let kills = 0

/**
 * Kills a process a few thousandths of a second after it decided something, or now and then before it did. Lives grow
 * longer, so that it ends on any machine.
 */
async function inDanger(site: Site, isDone: () => boolean): Promise<void> {
  const path = join(site.state, 'journal.jsonl')
  const size = () => statSync(path, { throwIfNoEntry: false })?.size ?? 0
  for (let longest = 10; !isDone(); longest += 12) {
    const child = startProcess(site)
    const before = size()
    const patience = Date.now() + (Math.random() < 0.1 ? 200 : 10_000)
    while (size() === before && Date.now() < patience) await sleep(1)
    await sleep(Math.random() * longest)
    child.kill('SIGKILL')
    const [, signal] = await once(child, 'exit')
    expect(signal).toBe('SIGKILL')
    kills++
  }
}

test('killed at any moment, it answers every document as if it had not been', { timeout: 300_000 }, async () => {
  const [peaceful, endangered] = [await run(inPeace), await run(inDanger)]
  expect(kills).toBeGreaterThan(5)
  expect(endangered.byDocument()).toEqual(peaceful.byDocument())
  const told = [...endangered.told.values()]
  const given = new Map(told.filter(({ says }) => says === 'INV201 1').map(({ number, seqNo }) => [number, seqNo]))
  expect(new Set(given.values()).size).toBe(given.size)
})
