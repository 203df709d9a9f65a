/** The exchange as this platform runs it: one counterpart, customs, reached through the import client's folders. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { customsFolders, type Exchange, openExchange, usual, usualFolders } from '@jiamao/platform/exchange'
import { pack } from '@jiamao/platform/exchange/codec'
import { readCustomsReceipt } from '@jiamao/platform/exchange/customs'
import { type Engine, receive } from '@jiamao/platform/filing'

/** Below the home: the import roots of all companies. The counterpart of a demo watches the same folder. */
export const customsRoot = (home: string) => join(home, 'exchange', 'customs')

// Messages of the handbook subsystem go into a folder of their own; the names are settings because they were not all seen.
const folders = { NPTS001: 'Npts', EML121: 'Npts', INV101: 'Sas' }

/** How briskly things are looked at: a stand-in answers within a second, customs within minutes. */
export interface Pace {
  readonly idleMs: number
  readonly pollMs: number
  readonly restMs: number
}
export const patient: Pace = { idleMs: 1_000, pollMs: 5_000, restMs: 2_000 }
export const brisk: Pace = { idleMs: 100, pollMs: 100, restMs: 0 }

/** Opens the exchange between the platform and customs. @throws Error where no customs office is registered */
export async function openCarrier(
  engine: Engine,
  home: string,
  pace: Pace,
  report: (error: unknown) => void,
): Promise<Exchange> {
  const { store, clock, catalogue, directory } = engine
  const [platform, customs] = [directory.office('operator'), directory.office('customs')]
  if (!platform || !customs) throw new Error('the exchange needs an operator and a customs office in the directory')
  const root = customsRoot(home)
  mkdirSync(root, { recursive: true })
  const connector = customsFolders({ ...usualFolders, root, folders, pack, clock, restMs: pace.restMs, report })
  return openExchange({
    store,
    clock,
    random: Math.random,
    settings: { ...usual, idleMs: pace.idleMs, pollMs: pace.pollMs },
    links: [
      { id: 'jiamao>customs/0', from: platform, to: customs, direction: 'out', connector: 'customs' },
      { id: 'customs>jiamao/0', from: customs, to: platform, direction: 'in', connector: 'customs' },
    ],
    connectors: { customs: connector },
    read: readCustomsReceipt,
    // A failure of the client or its card is the same for every message: nothing is wrong with the content.
    rankOf: (message, receipt, code) =>
      receipt === 'Root' ? { level: 'T1', again: true } : catalogue.rankOf(message, receipt, code),
    apply: async (tx, arrival) => {
      const { enterprise, conversation, version, sender, event, stage, values, notes = [] } = arrival
      const outcome = await receive(engine, tx, {
        enterprise,
        filing: conversation,
        version,
        organisation: sender,
        event: event as never,
        stage,
        values,
        notes,
      })
      return outcome === 'done' ? 'applied' : 'history'
    },
    accountOf: async (enterprise) => directory.organisation(enterprise)?.customsCode ?? undefined,
    report,
  })
}
