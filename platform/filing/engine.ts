import type { Clock } from '@jiamao/kernel/clock'
import type { ProblemItem } from '@jiamao/kernel/problem'
import type { Directory } from '../identity/index.ts'
import type { Policies } from '../policy/index.ts'
import type { Store } from '../store/index.ts'
import type { Catalogue } from './catalogue.ts'

/** How a message body becomes bytes; its schema version; and the mark where the form is assumed and not seen. */
export interface Encoder {
  readonly version: string
  readonly mark?: string
  encode(body: unknown): Uint8Array | readonly ProblemItem[]
}

/** Everything that the filing engine works with. Composed once by the server and passed; there is no global. */
export interface Engine {
  readonly store: Store
  readonly clock: Clock
  readonly policies: Policies
  readonly catalogue: Catalogue
  readonly directory: Directory
  readonly encoders: ReadonlyMap<string, Encoder>
  /** The name under which a message travels, without its attempt (I9.2). */
  messageName(type: string, direction: 'I' | 'E' | 'N', ownNumber: string, version: number): string
}
