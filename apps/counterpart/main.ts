/** `node apps/counterpart/main.ts --root DIR --state DIR --clock FILE [--letter D3] [--no-taken-in] [--parent PID]` */
import { parseArgs } from 'node:util'
import { type CounterpartSettings, startCounterpart } from './counterpart.ts'

/** Undefined where the words are wrong; it is said why. */
function settingsGiven(): (CounterpartSettings & { parent: number | undefined }) | undefined {
  try {
    const { values } = parseArgs({
      options: {
        root: { type: 'string' },
        state: { type: 'string' },
        clock: { type: 'string' },
        letter: { type: 'string' },
        'no-taken-in': { type: 'boolean' },
        parent: { type: 'string' },
      },
    })
    const { root, state, clock, letter, parent } = values
    if (root === undefined || state === undefined || clock === undefined) {
      throw new Error('--root, --state and --clock are needed')
    }
    const takenIn = values['no-taken-in'] !== true
    return { root, state, clock, letter, takenIn, report, parent: parent === undefined ? undefined : Number(parent) }
  } catch (error) {
    say((error as Error).message)
    return undefined
  }
}

const say = (text: string) => process.stderr.write(`customs counterpart: ${text}\n`)

/** The same fault comes back every round: it is told once. */
let told = ''
function report(error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  if (text !== told) say(text)
  told = text
}

/** Ends it at whatever point it is: nothing is ever so half done that the next start could not complete it. */
let stop = (): void => process.exit()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop())

async function work(settings: CounterpartSettings): Promise<number> {
  try {
    const counterpart = await startCounterpart(settings)
    stop = () => void counterpart.stop()
    process.stdout.write('customs counterpart ready\n')
    await counterpart.ended
    return 0
  } catch (error) {
    report(error)
    return 1
  }
}

const settings = settingsGiven()
// Whoever started it may be gone without a word: an orphan would answer in the place of its successor.
const watch = setInterval(() => {
  if (settings?.parent !== undefined && process.ppid !== settings.parent) stop()
}, 1000)
process.exitCode = settings === undefined ? 2 : await work(settings)
clearInterval(watch)
