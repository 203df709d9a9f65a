import type { Exchange } from '@jiamao/platform/exchange'
import type { PaperStore } from '@jiamao/platform/files'
import type { Engine } from '@jiamao/platform/filing'
import type { Permission, Session, Subject } from '@jiamao/platform/identity'
import type { FastifyInstance } from 'fastify'
import type { ClockKeeper } from '../clock-keeper.ts'
import type { Importer } from '../imports/importer.ts'
import type { Uploads } from '../imports/uploads.ts'
import type { Hub } from '../live/hub.ts'
import type { LogHeads } from '../log-heads.ts'
import type { OutgoingRule } from '../post/addresses.ts'
import type { Mailer } from '../post/mailer.ts'
import type { Settings } from '../settings.ts'
import type { Reports } from './csp-reports.ts'
import type { ScopeNeeded } from './scopes.ts'

/** What the HTTP doors open onto. */
export interface App {
  readonly engine: Engine
  readonly settings: Settings
  readonly clock: ClockKeeper
  readonly uploads: Uploads
  readonly papers: PaperStore
  readonly importer: Importer
  readonly hub: Hub
  readonly heads: LogHeads
  readonly reports: Reports
  /** Absent where no mail server is set. */
  readonly mailer: Mailer | undefined
  readonly outgoing: OutgoingRule
  /** Absent until a customs office is registered. */
  readonly exchange: Exchange | undefined
}

/** Who may call a route: anybody at all, anybody signed in, or a party with a role (S3.1: a route without one stops the start). */
type Access = 'public' | 'signedIn' | Permission

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
    /** A call of it does not count as use of the session. */
    quiet?: boolean
    /** A person must have proved who they are a few minutes ago (S2.7); a token proves itself each time. */
    risky?: boolean
    /** What it asks of the token of an API client; none: the door is shut to clients. */
    scope?: ScopeNeeded
  }
  interface FastifyRequest {
    /** Who calls; set on every route that is not public. */
    subject: Subject
    /** The session of a browser; undefined where a token called. */
    session: Session | undefined
  }
}

export type Door = (server: FastifyInstance, app: App) => void
