import type { Uuid } from '@jiamao/kernel/ids'
import type { Values } from '@jiamao/kernel/words'
import type { Tx } from '../store/index.ts'
import { type Advanced, advance } from './advance.ts'
import type { FilingEvent } from './define.ts'
import type { Engine } from './engine.ts'

/** A receipt that the exchange has matched with a filing's message. */
export interface ReceivedReceipt {
  readonly enterprise: Uuid
  readonly filing: Uuid
  readonly version: number
  /** The agency that answers. */
  readonly organisation: Uuid
  readonly event?: FilingEvent
  readonly stage?: string
  readonly values: Values
  readonly notes: readonly string[]
}

/** Takes a receipt's effect on its filing, in the exchange's transaction: applied once, with the mark that says so. */
export function receive(engine: Engine, tx: Tx, receipt: ReceivedReceipt): Promise<Advanced> {
  const { enterprise, filing, version, organisation, event, stage, values, notes } = receipt
  return advance(engine, tx, {
    enterprise,
    filing,
    version,
    event,
    stage,
    values,
    reason: notes.join('\n') || undefined,
    by: { organisation, person: null },
  })
}
