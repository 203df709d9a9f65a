import type { Clock } from '@jiamao/kernel/clock'
import type { Uuid } from '@jiamao/kernel/ids'
import type { Store } from '../store/index.ts'
import type { Breaker } from './breaker.ts'
import type { Apply, Connector, Link, RankOf, Read } from './define.ts'
import type { ExchangeSettings } from './settings.ts'

/** Everything that the exchange works with. Composed once by the server and passed; there is no global. */
export interface ExchangeParts {
  readonly store: Store
  /** Only its machine time is asked: business time may stand still. */
  readonly clock: Pick<Clock, 'machine'>
  /** Uniform in [0, 1): jitter. */
  readonly random: () => number
  readonly settings: ExchangeSettings
  readonly links: readonly Link[]
  readonly connectors: Readonly<Record<string, Connector>>
  readonly read: Read
  readonly rankOf: RankOf
  readonly apply: Apply
  /** The other end's client that carries an enterprise's messages: for customs, the 海关编码 that names its import root. */
  accountOf(enterprise: Uuid, link: Link): Promise<string | undefined>
  /** Told of every error that a round ends with; the next round goes on. */
  report(error: unknown): void
}

/** The parts, with what this process remembers of its connectors. */
export interface Engine extends ExchangeParts {
  readonly breakers: Readonly<Record<string, Breaker>>
}

/** A link's connector and its breaker. @throws Error where the link names a connector that does not exist */
export function carrierOf(engine: Engine, link: Link): { connector: Connector; breaker: Breaker } {
  const connector = engine.connectors[link.connector]
  if (!connector) throw new Error(`link ${link.id} names the unknown connector ${link.connector}`)
  return { connector, breaker: engine.breakers[link.connector] }
}
