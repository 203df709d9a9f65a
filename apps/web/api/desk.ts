import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { runBatch } from '../pages/batch.ts'
import { grouped } from '../parts/formats.ts'
import type { Both } from '../words/words.ts'
import { ask } from './client.ts'
import type { Page } from './types.ts'

/** Which matters the list shows. */
export type Shown = 'all' | 'today' | 'overdue' | 'week' | 'returned' | 'explain' | 'due' | 'snoozed'

export interface Matter {
  readonly key: string
  readonly kind: string
  readonly due: string | null
  readonly workingDays: number | null
  readonly filing: string | null
  /** Whose it is, on a desk over several firms. */
  readonly firm: string | null
  readonly snoozedUntil: string | null
  readonly title: Both
  readonly detail: Both
  readonly consequence: Both
  readonly act: Both
  readonly path: string
  readonly party: string
  readonly ground: string
}

export interface LowLine {
  readonly book: string
  readonly side: 'I' | 'E'
  readonly seq: number
  readonly name: string
  readonly unit: Both
  readonly ceiling: string
  readonly used: string
  readonly left: string
  readonly recent: string
  readonly usedShare: number
  readonly days: number
  readonly runsOutOn: string
  readonly validTo: string
}

export interface Answered {
  readonly filing: string
  readonly title: Both | null
  readonly type: Both
  readonly number: string | null
  readonly known: Readonly<Record<string, string>>
  readonly state: string
  readonly party: string
  readonly reason: string | null
  readonly businessAt: string
}

export interface OwnDesk {
  readonly answers: {
    readonly total: number
    readonly accepted: number
    readonly refused: number
    readonly items: readonly Answered[]
  }
  readonly underWay: { readonly underWay: number; readonly drafts: number; readonly oldestWorkingDays: number | null }
  readonly typed: {
    readonly typedTwice: number
    readonly newest: number
    readonly prefilled: number
    readonly typed: number
    readonly from: string
  }
  readonly books: { readonly inForce: number; readonly ending: number }
  readonly rateDays: number
  readonly low: readonly LowLine[]
}

export interface Desk {
  readonly actingFor: string | null
  readonly today: string
  readonly workingDayOfMonth: number
  readonly isWorkingDay: boolean
  readonly since: string
  readonly isFirstVisit: boolean
  readonly counts: Readonly<Record<Shown, number>>
  /** A count that has reached this was not counted on. */
  readonly countedTo: number | null
  readonly matters: readonly Matter[]
  readonly days: readonly { readonly day: string; readonly isWorkingDay: boolean; readonly due: number }[]
  readonly own: OwnDesk | null
}

/** How many a list has, as it is said: 500+ where nobody counted on. */
export const countOf = ({ counts, countedTo }: Pick<Desk, 'counts' | 'countedTo'>, list: Shown): string =>
  `${grouped(String(counts[list]))}${countedTo !== null && counts[list] >= countedTo ? '+' : ''}`

export const useDesk = (show: Shown) =>
  useQuery({
    queryKey: ['desk', show],
    queryFn: () => ask<Desk>(`/desk?show=${show}&limit=50`),
    placeholderData: (before) => before,
    // Limits come nearer by themselves.
    refetchInterval: 60_000,
  })

/** Says once, when the page opens, that somebody is at the desk. */
export const useVisit = () =>
  useEffect(() => {
    void ask('/desk/visit', { method: 'POST' }).catch(() => {})
  }, [])

/** Puts matters off, or takes them up again. One that cannot be put off does not keep the others. */
export function useSnooze() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ keys, until }: { readonly keys: readonly string[]; readonly until: string | null }) => {
      const put = (matter: string, key: string) =>
        ask(
          `/desk/snoozes/${encodeURIComponent(matter)}`,
          until === null ? { method: 'DELETE', key } : { method: 'PUT', body: { until }, key },
        )
      const [failed] = (await runBatch(keys, put, () => {})).values()
      if (failed !== undefined) throw failed
    },
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['desk'] })
      queries.setQueryData<number>(ownActs, (n = 0) => n + 1)
    },
  })
}

const ownActs = ['own-acts']
/** How often this person changed the desk: what they did themselves stands there at once, and does not wait to be taken. */
export const useOwnActs = (): number =>
  useQuery({ queryKey: ownActs, queryFn: () => 0, enabled: false, initialData: 0 }).data

export interface Handbook {
  readonly book: string
  readonly ownNumber: string
  readonly validTo: string
  readonly state: string
}
export const useHandbooks = () =>
  useQuery({ queryKey: ['handbooks'], queryFn: () => ask<Page<Handbook>>('/registers/handbook?limit=500') })
