import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startCounterpart } from './counterpart.ts'
import { checklistBody, handbookBody } from './sample-messages.ts'
import { receipts, Site, says, settled, toldIn, until } from './testing.ts'

/** Works until `done`, then ends. */
async function life(site: Site, done: () => unknown, letter?: string): Promise<void> {
  const { root, state, clock } = site
  const report = (error: unknown) => expect.unreachable(String(error))
  const counterpart = await startCounterpart({ root, state, clock, letter, report })
  try {
    await until(() => (done() ? true : undefined))
  } finally {
    await counterpart.stop()
  }
}

const journalOf = ({ state }: Site) => join(state, 'journal.jsonl')

/** As after a crash between the last decision and what follows from it. */
function forgetTheLastDeed(site: Site): void {
  const lines = readFileSync(journalOf(site), 'utf8').trimEnd().split('\n')
  expect(lines.at(-1)).toMatch(/^\{"carried"/)
  writeFileSync(journalOf(site), `${lines.slice(0, -1).join('\n')}\n`)
}

test('what was decided and not done is done, under the same name and number', async () => {
  const site = new Site()
  await site.send('NPTS001', handbookBody('HB-1'), 'HB-1')
  await life(site, () => toldIn(site, 'Npts').length === 3)
  const before = toldIn(site, 'Npts')
  rmSync(join(site.box('Npts', 'InBox'), before[2].file))
  forgetTheLastDeed(site)
  await life(site, () => toldIn(site, 'Npts').length === 3)
  const after = toldIn(site, 'Npts')
  expect(after.map(({ file, text }) => [file, text])).toEqual(before.map(({ file, text }) => [file, text]))
  site.remove()
})

test('a file that came meanwhile under the same name is another one', async () => {
  const site = new Site()
  // Nothing but the taking itself: H is answered by silence.
  await site.send('NPTS001', handbookBody('SIM-H0-1'), 'SIM-H0-1')
  await life(site, () => site.names('Npts', 'SentBox').length === 1)
  forgetTheLastDeed(site)
  const name = await site.send('NPTS001', handbookBody('HB-1'), 'SIM-H0-1')
  await life(site, () => toldIn(site, 'Npts').length === 3)
  expect(toldIn(site, 'Npts')[0].file).toContain(`Successed_${name}`)
  site.remove()
})

test('what waits for a day waits on', async () => {
  const site = new Site()
  await site.send('NPTS001', handbookBody('HB-1'), 'HB-1')
  await life(site, () => toldIn(site, 'Npts').length === 3)
  const sold = { mode: '0644', direction: 'I', goods: 'I', quantity: '1' } as const
  await site.send('INV101', checklistBody('INV-1', toldIn(site, 'Npts')[2].number, sold), 'INV-1')
  await life(site, () => toldIn(site, 'Sas').length === 4)
  site.day('2020-03-04')
  await life(site, () => toldIn(site, 'Sas').length === 6)
  expect(says(toldIn(site, 'Sas')).slice(4)).toEqual(['INV201 1', 'INV211'])
  site.remove()
})

test('what was begun under a letter of one run goes on under it in the next', async () => {
  const site = new Site()
  await site.send('NPTS001', handbookBody('HB-1'), 'HB-1')
  await life(site, () => toldIn(site, 'Npts').length === 3, 'M1')
  await site.send('NPTS001', handbookBody('HB-2'), 'HB-2')
  await life(site, () => toldIn(site, 'Npts').length === 7)
  const told = toldIn(site, 'Npts')
  const first = told.filter(({ seqNo }) => seqNo === told[0].seqNo)
  expect(says(first)).toEqual(['Successed', 'EML211 Y', 'EML211 2', 'EML211 1'])
  site.remove()
})

test('no number is given twice', async () => {
  const site = new Site()
  await site.send('NPTS001', handbookBody('HB-1'), 'HB-1')
  await life(site, () => toldIn(site, 'Npts').length === 3)
  await site.send('NPTS001', handbookBody('HB-2'), 'HB-2')
  await life(site, () => toldIn(site, 'Npts').length === 6)
  const told = await receipts(site, 'Npts', 6)
  expect([told[2].number, told[5].number]).toEqual(['C520720A0001', 'C520720A0002'])
  expect([told[0].seqNo, told[3].seqNo]).toEqual(['202000000000000001', '202000000000000002'])
  expect(new Set(told.map(({ file }) => file)).size).toBe(6)
  site.remove()
})

test('folders that are out of reach hold it up, and nothing is lost', async () => {
  const site = new Site()
  // A file where the folder should be: no answer can be written.
  writeFileSync(join(site.box('Npts', 'OutBox'), '..', 'InBox'), '')
  await site.send('NPTS001', handbookBody('HB-1'), 'HB-1')
  const faults: unknown[] = []
  const { root, state, clock } = site
  const counterpart = await startCounterpart({ root, state, clock, report: (error) => faults.push(error) })
  await until(() => faults.length > 2 || undefined)
  rmSync(join(site.box('Npts', 'OutBox'), '..', 'InBox'))
  await receipts(site, 'Npts', 3)
  await settled()
  await counterpart.stop()
  expect(says(toldIn(site, 'Npts'))).toEqual(['Successed', 'EML211 Y', 'EML211 1'])
  site.remove()
})

test('a journal that somebody changed stops the start, and lets the next one try', async () => {
  const site = new Site()
  await life(site, () => true)
  const { root, state, clock } = site
  writeFileSync(journalOf(site), 'no JSON\n')
  await expect(startCounterpart({ root, state, clock })).rejects.toThrow(/line 1 is not JSON/)
  writeFileSync(journalOf(site), '')
  await life(site, () => true)
  site.remove()
})
