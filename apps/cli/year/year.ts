import { officeAccount } from '../accounts.ts'
import type { Command } from '../command.ts'
import { setClock } from '../demo/life.ts'
import { Stage } from '../demo/stage.ts'
import { CommandFault } from '../failure.ts'
import { deskOf } from './at-work.ts'
import { begin } from './begin.ts'
import { readFirms } from './goods.ts'
import { live } from './live.ts'
import { outcomesOf, show, verify } from './outcome.ts'
import { plansOf } from './plan.ts'
import type { Run } from './run.ts'

/**
 * 一年. A year of the demo's twelve enterprises from a seed, through the public API: handbooks, checklists, sales and
 * write-offs, day by day. What was done under a seed is found done; a run that was broken off goes on where it was.
 */
export const year: Command = async (words, json, { seed: given = '1' }) => {
  if (words.length > 0 || !/^\d{1,9}$/.test(given))
    throw new CommandFault(2, 'use: npx jiamao year [--seed N] [--json], N a whole number of at most 9 digits')
  const seed = String(BigInt(given))
  const stage = new Stage(json)
  const operator = deskOf(officeAccount('operator').token, seed, 'operator', (text) => stage.wait(text))
  const run: Run = { stage, seed, plans: plansOf(readFirms(), seed), operator, stopped: false }
  // Broken off, it ends the day first: nothing is left under way when the business day goes back to today.
  const stop = () => {
    run.stopped = true
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  try {
    const workers = await begin(run)
    await live(run, workers)
    const outcomes = await outcomesOf(workers)
    const { postings } = await verify(run)
    stage.end({ ok: true, seed, postings, enterprises: outcomes })
    if (!json) show(outcomes)
    return 0
  } catch (error) {
    stage.end({ ok: false, seed, error: (error as Error).message })
    throw error
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    // Other people work on this platform too: the day is theirs again.
    await setClock(operator.api, 'real').catch(() => {})
  }
}
