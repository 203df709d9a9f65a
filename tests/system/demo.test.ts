import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { leaves, realWorkbook, valueCells, wireOf } from './samples.ts'
import { World } from './world.ts'

interface Step {
  readonly step: string
  readonly state: string
  readonly evidence: Readonly<Record<string, unknown>>
}
const workbook = realWorkbook()
const world = new World()
beforeAll(() => world.start())
afterAll(() => world.end())

async function demo(...words: string[]) {
  const said = await world.command(['demo', ...words, '--json'])
  const lines = said.out.trim().split('\n')
  const objects = lines.map((line) => JSON.parse(line) as Step & Record<string, unknown>)
  return { ...said, steps: objects.slice(0, -1), last: objects.at(-1) ?? ({} as Record<string, unknown>) }
}

const order = [
  ...['parties', 'clock', 'import', 'registration', 'rate', 'draft', 'gate', 'submit', 'countersign'],
  ...['technical-receipt', 'approval'],
  ...['in-force', 'checklist-I5', 'checklist-I12', 'checklist-E26', 'checklist-I33', 'checklist-E40', 'over-balance'],
  ...['domestic-sale', 're-export', 'write-off-table', 'report', 'technical-receipt-report', 'opinion', 'closing'],
  ...['ledger', 'effort'],
]

describe.skipIf(!workbook)('the real handbook', () => {
  let runs: Awaited<ReturnType<typeof demo>>[] = []
  beforeAll(async () => {
    runs = [await demo(workbook ?? ''), await demo(workbook ?? '')]
  }, 120_000)

  test('lives its whole life, twice, each under a number of its own', () => {
    for (const { status, steps, last, err } of runs) {
      expect([err, status]).toEqual(['', 0])
      expect(steps.map(({ step }) => step)).toEqual(order)
      expect(steps.every(({ state }) => state === 'ok')).toBe(true)
      expect(last).toMatchObject({ ok: true, steps: order.length })
    }
    expect(runs[0].last.handbook).not.toBe(runs[1].last.handbook)
  })

  const evidence = (name: string) => runs[0].steps.find(({ step }) => step === name)?.evidence ?? {}

  test('nothing was typed twice, and the ledger is its postings', () => {
    expect(evidence('effort')['fields typed twice']).toBe(0)
    expect(evidence('ledger').mismatches).toBe(0)
  })

  test('commerce saw head and balance, customs everything, from one filing', () => {
    expect(evidence('opinion').commerceSees).toEqual(expect.arrayContaining(['head', 'balance']))
    expect((evidence('opinion').commerceSees as string[]).length).toBe(2)
    expect((evidence('opinion').customsSees as string[]).length).toBe(5)
  })

  test('forms that were taken over unseen are marked as assumed', () => {
    expect(String((evidence('closing').message as string[])[0])).toContain('EML121 (assumed@2017)')
  })

  test('the set-up in force is the workbook, cell by cell, but for what customs and this run give', async () => {
    const account = world.accounts().find(({ name }) => name === '东莞样例复合材料有限公司')
    const { status, body } = await fetch(`${world.address()}/api/v1/filings/${evidence('import').filing}/workbook`, {
      headers: { authorization: `Bearer ${account?.token}` },
    }).then(async (reply) => ({ status: reply.status, body: Buffer.from(await reply.arrayBuffer()) }))
    expect(status).toBe(200)

    const before = leaves(await wireOf(workbook ?? ''))
    const after = leaves(await wireOf(body))
    // Every cell of the workbook is a value; none was lost on the way.
    expect(before.size).toBe(await valueCells(workbook ?? ''))
    const given = /^\/(head\/(number|preentryNumber|ownNumber|filingKind|amendments)|[^/]+\/\d+\/preentryNumber)$/
    const pick = (from: Map<string, unknown>) => [...from].filter(([pointer]) => !given.test(pointer)).sort()
    expect(pick(after)).toEqual(pick(before))
    expect(after.get('/head/amendments')).toBe(0)
    expect(after.has('/head/number')).toBe(false)
    expect(after.get('/head/ownNumber')).not.toBe(before.get('/head/ownNumber'))
  })

  test('the write-off at the shell has every term, and its sum is the theoretical balance', async () => {
    const { status, out } = await world.command(['write-off', String(runs[0].last.handbook), '--json'])
    expect(status).toBe(0)
    const { materials } = JSON.parse(out) as { materials: { terms: Record<string, string>; theoretical: string }[] }
    expect(materials.length).toBe(13)
    const units = (text: string) => BigInt(text.replace('.', ''))
    for (const { terms, theoretical } of materials) {
      const signs: Record<string, bigint> = {
        ...{ opening: 1n, imported: 1n, transferredIn: 1n, carriedIn: 1n, exchangedIn: 1n, adjustedUp: 1n },
        ...{ exchangedOut: -1n, consumed: -1n, domesticSale: -1n, returned: -1n, transferredOut: -1n, carriedOut: -1n },
        ...{ destroyed: -1n, adjustedDown: -1n },
      }
      expect(Object.keys(terms).sort()).toEqual(Object.keys(signs).sort())
      const sum = Object.entries(terms).reduce((total, [term, text]) => total + signs[term] * units(text), 0n)
      expect(sum).toBe(units(theoretical))
    }
  })
})

test('commands end as they say: 2 for what cannot be, 1 for what is not as it should be, never a stack', async () => {
  const ended = async (...words: string[]) => {
    const { status, err } = await world.command(words)
    expect(err).not.toMatch(/\n\s+at /)
    return [status, err.split(':')[0]]
  }
  expect(await ended('nothing')).toEqual([2, 'jiamao'])
  expect(await ended('ledger')).toEqual([2, 'jiamao'])
  expect(await ended('demo', 'no-such-file.xlsx')).toEqual([2, 'jiamao'])
  expect(await ended('demo', 'package.json')).toEqual([2, 'jiamao'])
  expect(await ended('write-off', 'C000000A0000')).toEqual([1, 'jiamao'])
  expect(await ended('ledger', 'verify')).toEqual([0, ''])
  expect(await ended('exchange')).toEqual([0, ''])
  expect(await ended('accounts')).toEqual([0, ''])
})
