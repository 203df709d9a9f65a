import type { LocalDate } from '@jiamao/kernel/time'
import { CommandFault } from '../failure.ts'
import { carryOut } from './act.ts'
import { atOnce } from './at-once.ts'
import type { Worker } from './begin.ts'
import type { Act } from './plan.ts'
import { most, moveTo, type Run } from './run.ts'

/** One thing to be done, and by whom. */
interface Task {
  readonly worker: Worker
  readonly act: Act
}

type Days = readonly (readonly [day: LocalDate, tasks: readonly Task[]])[]

/**
 * Lives the days on which somebody does something, month by month. Enterprises file at the same time; each does one thing
 * after the other, and the day ends when all of it is where the next day needs it.
 *
 * @throws CommandFault where an act does not reach its state, or the run was stopped
 */
export async function live(run: Run, workers: readonly Worker[]): Promise<void> {
  for (const [month, days] of Map.groupBy(daysOf(workers), ([day]) => day.slice(0, 7))) {
    await run.stage.step(month, { zh: month, en: month }, async () => {
      const done = { import: 0, export: 0, sale: 0, reexport: 0, report: 0 }
      for (const [day, tasks] of days) {
        if (run.stopped) throw new CommandFault(1, `stopped before ${day}: run it again to go on`)
        await liveDay(run, day, tasks, ({ does }) => {
          if (does in done) done[does as keyof typeof done]++
          run.stage.wait(`${day} · ${counted(done)}`)
        })
      }
      return [{ days: days.length, done: counted(done) }, undefined]
    })
  }
}

function daysOf(workers: readonly Worker[]): Days {
  const tasks = workers.flatMap((worker) => worker.left.map((act): Task => ({ worker, act })))
  return Array.from(Map.groupBy(tasks, ({ act }) => act.day)).sort(([a], [b]) => (a < b ? -1 : 1))
}

async function liveDay({ operator }: Run, day: LocalDate, tasks: readonly Task[], tell: (act: Act) => void) {
  await moveTo(operator, day)
  await atOnce(Array.from(Map.groupBy(tasks, ({ worker }) => worker)), most, async ([{ at }, own]) => {
    for (const { act } of own) {
      await carryOut(at, act)
      tell(act)
    }
  })
}

const counted = (done: Readonly<Record<string, number>>): string =>
  Object.entries(done)
    .flatMap(([does, count]) => (count > 0 ? [`${does} ${count}`] : []))
    .join(' · ')
