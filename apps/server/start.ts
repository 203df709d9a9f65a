import { join } from 'node:path'
import type { Exchange } from '@jiamao/platform/exchange'
import { keepPapers } from '@jiamao/platform/files'
import type { Engine } from '@jiamao/platform/filing'
import { administratorCount } from '@jiamao/platform/oversight'
import { brisk, customsRoot, openCarrier, patient } from './carrier.ts'
import { clockFile, keepClock } from './clock-keeper.ts'
import { composeEngine } from './compose.ts'
import { startCounterpart } from './counterpart-process.ts'
import { openDatabase } from './database.ts'
import { completeDemo, type DemoAccount, knownAccounts, loadDemo } from './demo/load.ts'
import { securityAdministrators } from './first-administrator.ts'
import { takeHome } from './home.ts'
import { startHousekeeper } from './housekeeper.ts'
import { reportsTo } from './http/csp-reports.ts'
import { makeServer } from './http/server.ts'
import { startImporter } from './imports/importer.ts'
import { uploadsIn } from './imports/uploads.ts'
import { startIndexer } from './indexer.ts'
import { startKeeper } from './keeper.ts'
import { startHub } from './live/hub.ts'
import { logHeadsIn } from './log-heads.ts'
import { mailerBy } from './post/mailer.ts'
import { startSender, usualPace } from './post/sender.ts'
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
    const papers = keepPapers(join(settings.home, 'papers'), settings.scanner)
    const importer = startImporter(engine, uploads, voices.report)
    undo.push(() => importer.stop())
    const heads = logHeadsIn(settings.home)
    const keeper = startKeeper(engine, heads, voices.report)
    undo.push(() => keeper.stop())
    const indexer = startIndexer(engine, voices.report)
    undo.push(() => indexer.stop())
    const hub = startHub(engine, voices.report)
    undo.push(() => hub.stop())
    const housekeeper = startHousekeeper(engine, papers, voices.report)
    undo.push(() => housekeeper.stop())
    const reports = reportsTo(database.store, clock.clock, voices.report)
    undo.push(() => reports.stop())
    const mailer = settings.mail && mailerBy(settings.mail)
    const outgoing = { isDemo: demo && !settings.production, networks: settings.webhookNetworks }
    const post = { mailer, rule: outgoing, publicUrl: settings.publicUrl, pace: usualPace }
    const sender = startSender(engine, post, voices.report)
    undo.push(() => sender.stop())
    await buildWeb(voices.say)
    const server = await makeServer(
      {
        engine,
        settings,
        clock,
        uploads,
        papers,
        importer,
        exchange,
        hub,
        heads,
        reports,
        mailer,
        outgoing,
      },
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
  const accounts = settings.production ? [] : knownAccounts(settings.home)
  // One alone could give nobody power: of security there are two, each the second person of the other (S5).
  const missing = 2 - (await administratorCount(engine.store, 'securityAdmin'))
  if (missing > 0) {
    if (accounts.length > 0) return { demo: settings.demo ?? true, accounts: await completeDemo(engine, settings.home) }
    say(
      `${missing === 2 ? 'the tokens of the two administrators of security are' : 'the token of a second administrator of security is'} in ${(await securityAdministrators(engine, settings.home, missing)).join(' and ')}, each for another person: add offices, enterprises and people with them, then start again`,
    )
  }
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
