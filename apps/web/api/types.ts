import type { Both } from '../words/words.ts'

export interface Session {
  readonly person: string
  readonly name: string
  readonly login: string
  readonly organisation: string
  readonly organisationName: string
  readonly party: string
  readonly roles: readonly string[]
  readonly organisations: readonly { readonly id: string; readonly name: string; readonly party: string }[]
  readonly secondFactor: boolean
}

interface Route {
  readonly party: string
  readonly does: 'decide' | 'opine' | 'inform'
  readonly by: 'rule' | 'desk' | 'message'
  readonly view: string
  readonly workingDays: number
  readonly ground: string
}

export interface Filing {
  readonly id: string
  readonly type: string
  readonly ownNumber: string | null
  readonly title: Both | null
  readonly state: string
  readonly stage: string | null
  readonly revision: number
  readonly version: number
  readonly filedOn: string | null
  readonly decidedOn: string | null
  readonly edition: string | null
  readonly route: readonly Route[] | null
  readonly book: string | null
  readonly known: Readonly<Record<string, string>>
  readonly effort: {
    readonly typed: number
    readonly imported: number
    readonly prefilled: number
    readonly typedTwice: number
  } | null
  readonly openedAt: string
  readonly updatedAt: string
}

export interface Finding {
  readonly check: string
  readonly effect: string
  readonly owner: string
  readonly pointer: string
  readonly ground: string
  readonly edition: string
  readonly message: Both
  readonly remedy: Both
  readonly passes?: string
  readonly threshold?: string
}

export interface FilingDetail extends Filing {
  readonly content: Readonly<Record<string, unknown>>
  readonly judgement: { readonly edition: string; readonly findings: readonly Finding[] } | null
}

export interface Happening {
  readonly n: number
  readonly event: string
  readonly from: string | null
  readonly to: string
  readonly reason: string | null
  readonly businessAt: string
  readonly at: string
}

export interface Message {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly state: string
  readonly mark: string | null
  readonly at: string
  readonly deliveredAt: string | null
  readonly receipts: readonly {
    readonly at: string
    readonly code: string
    readonly type: string
    readonly notes: readonly string[]
  }[]
}

export interface Task {
  readonly id: string
  readonly filing: string
  readonly act: string
  readonly title: Both
  readonly dueAt: string
  /** Working days until the limit: 0 on its last day, negative after it. */
  readonly daysLeft: number
  readonly type: string | null
  readonly ownNumber: string | null
  readonly firm: string
  readonly filedOn: string | null
  readonly strongest: string | null
  readonly holder: { readonly id: string; readonly name: string } | null
  readonly isMine: boolean
}

export interface Notice {
  readonly id: string
  readonly filing: string | null
  readonly message: Both
  readonly businessAt: string
}

export interface Import {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly state: 'queued' | 'reading' | 'done' | 'refused' | string
  readonly progress: { readonly rows?: number }
  readonly at: string
  readonly lines: Readonly<Record<string, number>>
  readonly filing: string | null
  readonly found: number
  readonly findings?: readonly {
    readonly code: string
    readonly weight: string
    readonly sheet?: string
    readonly cell?: string
    readonly message: Both
    readonly remedy: Both
  }[]
  readonly errors?: readonly { readonly message: Both; readonly remedy: Both }[]
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | null
}
