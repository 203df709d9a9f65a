import { setTimeout as pause } from 'node:timers/promises'
import type { Api } from '../api.ts'
import { language } from '../api.ts'
import { CommandFault } from '../failure.ts'

/** A filing as the API tells it. */
export interface Filing {
  readonly id: string
  readonly ownNumber: string | null
  readonly state: string
  readonly stage: string | null
  readonly revision: number
  readonly filedOn: string | null
  readonly decidedOn: string | null
  readonly known: Readonly<Record<string, string>>
  readonly content: Readonly<Record<string, unknown>>
  readonly judgement: { readonly edition: string; readonly findings: readonly GateFinding[] } | null
}

export interface GateFinding {
  readonly check: string
  readonly effect: string
  readonly pointer: string
  readonly message: { readonly zh: string; readonly en: string }
  readonly ground: string
  readonly values: Readonly<Record<string, string>>
}

/** What the demo's people do, and how they wait. */
export interface Desk {
  readonly api: Api
  /** Names a request, so that it is the same request after a restart of anything. */
  once(label: string): string
  waiting(text: string): void
}

export const readFiling = async ({ api }: Pick<Desk, 'api'>, id: string): Promise<Filing> =>
  (await api.ask<Filing>(`/filings/${id}`)).body

/** Files at once and reads back where it stands. */
export async function fileNow(
  desk: Desk,
  type: string,
  label: string,
  content: object,
  about?: string,
): Promise<Filing> {
  const { body } = await desk.api.ask<{ id: string; state: string; code?: string; errors?: object[] }>(
    `/filings/${type}?submit=true${about ? `&about=${about}` : ''}`,
    { body: content, once: desk.once(label) },
  )
  return readFiling(desk, body.id)
}

// Waiting ends when nothing moves for so long; a platform that is away is waited for by the client.
const stillMs = 90_000

/** Waits until a filing is as wanted. @throws CommandFault where it ended otherwise or nothing moves */
async function until(desk: Desk, id: string, wanted: string, reached: (filing: Filing) => boolean): Promise<Filing> {
  let seen = ''
  let moved = Date.now()
  for (;;) {
    const filing = await readFiling(desk, id)
    if (reached(filing)) return filing
    const now = `${filing.state} ${filing.stage ?? ''}`
    if (now !== seen) moved = Date.now()
    seen = now
    const ended = ['rejected', 'returned', 'withdrawn', 'cancelled', 'accepted'].includes(filing.state)
    if (ended || Date.now() - moved > stillMs) {
      const reason = await lastReason(desk, id)
      throw new CommandFault(1, `${filing.ownNumber ?? id} is ${now}, not ${wanted}${reason ? `: ${reason}` : ''}`)
    }
    desk.waiting(`${filing.ownNumber ?? ''} ${now} → ${wanted}`)
    await pause(200)
  }
}

/** Waits for one of some stages; what was accepted has been through all of them. */
export const untilStage = (desk: Desk, id: string, ...stages: readonly string[]) =>
  until(desk, id, stages[0], ({ stage, state }) => stages.includes(stage ?? '') || state === 'accepted')

export const untilAccepted = (desk: Desk, id: string) =>
  until(desk, id, 'accepted', (filing) => filing.state === 'accepted')

async function lastReason({ api }: Desk, id: string): Promise<string> {
  const { body } = await api.ask<{ items: { reason: string | null }[] }>(`/filings/${id}/history`)
  return body.items.findLast(({ reason }) => reason)?.reason ?? ''
}

/** Findings by effect and check, a line each, the first of a kind in words. */
export function findingLines(findings: readonly GateFinding[]): string[] {
  const kinds = Map.groupBy(findings, ({ check, effect }) => `${effect} ${check}`)
  return Array.from(
    kinds,
    ([kind, found]) => `${kind}${found.length > 1 ? ` × ${found.length}` : ''}: ${found[0].message[language()]}`,
  )
}
