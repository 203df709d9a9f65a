import { randomBytes } from 'node:crypto'
import { officeAccount } from '../accounts.ts'
import { type Api, apiOf } from '../api.ts'
import type { Desk } from './filing.ts'
import type { Head } from './parties.ts'
import type { PlanContent } from './plan.ts'
import type { Stage } from './stage.ts'

/** One run of the demo: who acts, on which day, on which book. */
export interface Life {
  readonly stage: Stage
  /** Short mark of this run: own numbers and request keys carry it, so that it can be run again and again. */
  readonly run: string
  readonly operator: Desk
  /** Who says which firms take part. */
  readonly security: Desk
  readonly customs: Desk
  readonly commerce: Desk
  deskOf(token: string): Desk
  /** Moves the business day on to so many days after the first. */
  moveTo(day: number): Promise<string>
  /** First business day. */
  start: string
}

/** What the workbook's filing brought: set when it is in force. */
export interface InForce {
  readonly clerk: Desk
  readonly filing: string
  readonly book: string
  readonly head: Head
  readonly content: PlanContent
}

// Long enough to restart a server, a database or a whole machine under a running demo.
export const patienceMs = 600_000

export function beginLife(stage: Stage): Life {
  const run = `${Date.now().toString(36)}${randomBytes(2).toString('hex')}`.toUpperCase()
  const deskOf = (token: string): Desk => ({
    api: apiOf(token, patienceMs, (reason) => stage.wait(`waiting for the platform (${reason})`)),
    once: (label) => `demo ${run} ${label}`,
    waiting: (text) => stage.wait(text),
  })
  const office = (party: string) => deskOf(officeAccount(party).token)
  const operator = office('operator')
  const life: Life = {
    stage,
    run,
    operator,
    security: deskOf(officeAccount('operator', 'securityAdmin').token),
    customs: office('customs'),
    commerce: office('commerce'),
    deskOf,
    start: '',
    moveTo: (day) => setClock(operator.api, `${after(life.start, day)}T09:00:00+08:00`),
  }
  return life
}

const after = (start: string, days: number) =>
  new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10)

/** Sets business time. @returns the business day */
export const setClock = async (api: Api, now: string): Promise<string> =>
  (await api.ask<{ today: string }>('/clock', { method: 'PUT', body: { now } })).body.today
