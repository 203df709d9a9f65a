import { join } from 'node:path'
import type { Exchange } from '@jiamao/platform/exchange'
import type { Engine } from '@jiamao/platform/filing'
import { brisk, customsRoot, openCarrier, patient } from './carrier.ts'
import { clockFile, keepClock } from './clock-keeper.ts'
import { composeEngine } from './compose.ts'
import { startCounterpart } from './counterpart-process.ts'
import { openDatabase } from './database.ts'
import { type DemoAccount, knownAccounts, loadDemo } from './demo/load.ts'
import { firstOperator } from './first-operator.ts'
import { takeHome } from './home.ts'
import { startHousekeeper } from './housekeeper.ts'
import { makeServer } from './http/server.ts'
import { startImporter } from './imports/importer.ts'
import { uploadsIn } from './imports/uploads.ts'
import { startKeeper } from './keeper.ts'
import type { Settings } from './settings.ts'
import { buildWeb } from './web-build.ts'

/** A platform that runs. */
export interface Running {
  readonly address: string
  readonly database: string
  readonly accounts: readonly DemoAccount[]
  stop(): Promise<void>
}

/** What the platform says while it runs: to the person at the terminal, and of errors to the log. */
export interface Voices {
  say(text: string): void
  report(error: unknown): void
}

/** Starts everything in order; what was started is stopped again, in reverse, when a later step fails. */
export async function start(settings: Settings, voices: Voices): Promise<Running> {
  const undo: (() => Promise<void> | void)[] = [takeHome(settings.home)]
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const database = await openDatabase(settings, voices.say)
    undo.push(() => database.close())
    const clock = await keepClock(database.store, settings.home, settings.clock)
    const engine = await composeEngine(database.store, clock.clock)
    const { demo, accounts } = await partiesOf(engine, settings, voices)
    const standsIn = settings.counterparts ?? demo

    const exchange = await carry(engine, settings, standsIn, voices)
    if (exchange) undo.push(() => exchange.stop())
    const uploads = uploadsIn(settings.home, database.store)
    const importer = startImporter(engine, uploads, voices.report)
    undo.push(() => importer.stop())
    const keeper = startKeeper(engine, voices.report)
    undo.push(() => keeper.stop())
    const housekeeper = startHousekeeper(engine, voices.report)
    undo.push(() => housekeeper.stop())
    await buildWeb(voices.say)
    const server = await makeServer(
      { engine, settings, clock, uploads, importer, exchange },
      { level: settings.production ? 'info' : 'warn' },
    )
    undo.push(() => server.close())
    if (standsIn) {
      const root = customsRoot(settings.home)
      const counterpart = startCounterpart(
        { root, state: join(settings.home, 'counterpart'), clock: clockFile(settings.home) },
        voices.say,
      )
      undo.push(() => counterpart.stop())
    }
    await server.listen({ host: settings.host, port: settings.port })
    const bound = server.addresses()[0]
    const port = typeof bound === 'object' ? bound.port : settings.port
    return {
      address: settings.port === 0 ? `http://localhost:${port}` : settings.publicUrl,
      database: database.kind,
      accounts,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Who takes part: the demo's parties on an empty database, or a first operator; and whether this is a demo. */
async function partiesOf(
  engine: Engine,
  settings: Settings,
  { say }: Voices,
): Promise<{ demo: boolean; accounts: DemoAccount[] }> {
  const empty = engine.directory.all().length === 0
  if (empty && (settings.demo ?? !settings.production)) {
    say('loading the demo: eight parties and twelve enterprises')
    return { demo: true, accounts: await loadDemo(engine, settings.home) }
  }
  if (empty)
    say(
      `the first operator's token is in ${await firstOperator(engine, settings.home)}: add offices and enterprises with it, then start again`,
    )
  const accounts = settings.production ? [] : knownAccounts(settings.home)
  return { demo: settings.demo ?? accounts.length > 0, accounts }
}

async function carry(
  engine: Engine,
  settings: Settings,
  standsIn: boolean,
  { say, report }: Voices,
): Promise<Exchange | undefined> {
  if (!engine.directory.office('customs') || !engine.directory.office('operator')) {
    say('nothing is exchanged yet: no customs office is registered')
    return undefined
  }
  const exchange = await openCarrier(engine, settings.home, standsIn ? brisk : patient, report)
  exchange.start()
  return exchange
}
