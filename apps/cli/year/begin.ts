import { officeAccount } from '../accounts.ts'
import { atOnce } from './at-once.ts'
import { type AtWork, deskOf, type Firm, firmOf, known, settingUp } from './at-work.ts'
import { first } from './calendar.ts'
import { leftOf } from './left.ts'
import type { Act, Plan } from './plan.ts'
import { enterRates } from './rates.ts'
import { most, moveTo, type Run } from './run.ts'

/** An enterprise at work, and what it has still to do. */
export interface Worker {
  readonly plan: Plan
  readonly at: AtWork
  readonly left: readonly Act[]
}

/** All handbooks in force on the first day; those of an earlier run are found. */
export async function begin(run: Run): Promise<readonly Worker[]> {
  const { stage, seed, plans } = run
  return stage.step('handbooks', { zh: '手册设立', en: 'Handbooks set up' }, async () => {
    const firms = plans.map(({ firm }) => firmOf(firm, seed, (text) => stage.wait(text)))
    const books = new Map<Firm, AtWork>()
    await atOnce(firms, most, async (firm) => {
      const at = await known(firm)
      if (at) books.set(firm, at)
    })
    const missing = firms.filter((firm) => !books.has(firm))
    if (missing.length > 0) await setUp(run, missing, books)
    const workers = await Promise.all(
      plans.map(async (plan, i): Promise<Worker> => {
        const at = books.get(firms[i])
        if (!at) throw new Error(`${plan.firm.key} has no book`)
        return { plan, at, left: await leftOf(at, plan.acts) }
      }),
    )
    const count = (of: readonly { readonly length: number }[]) => of.reduce((sum, { length }) => sum + length, 0)
    const evidence = {
      books: workers.map(({ plan, at }) => `${plan.firm.name} ${at.book}`),
      acts: count(plans.map(({ acts }) => acts)),
      left: count(workers.map(({ left }) => left)),
    }
    return [evidence, workers]
  })
}

async function setUp({ operator, seed, stage }: Run, missing: readonly Firm[], books: Map<Firm, AtWork>) {
  await moveTo(operator, first)
  await enterRates(deskOf(officeAccount('customs').token, seed, 'rates', (text) => stage.wait(text)))
  await atOnce(missing, most, async (firm) => {
    books.set(firm, await settingUp(firm))
  })
}
