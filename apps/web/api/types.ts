import type { Both } from '../words/words.ts'
import type { OwnSheets, UnknownWord } from './own-sheets.ts'

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
  readonly contentHash: string | null
  /** 待补签: by when the version that was filed is still to be signed. */
  readonly countersignBy: string | null
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

/** 办理进度. Who holds a filing, until when, and each party's part in it. */
export interface Standing {
  readonly holder: {
    readonly party: string
    readonly name: string
    readonly since: string
    readonly dueAt?: string
    readonly days?: { readonly used: number; readonly promised: number }
  } | null
  readonly offices: readonly {
    readonly party: string
    readonly name: string | null
    readonly view: string
    readonly does: 'decide' | 'opine' | 'inform'
    readonly by: 'rule' | 'desk' | 'message'
    readonly ground: string
    readonly state: 'waiting' | 'open' | 'done' | 'dropped' | 'told'
    readonly dueAt?: string
  }[]
}

export interface FilingDetail extends Filing {
  readonly standing: Standing
  readonly content: Readonly<Record<string, unknown>>
  readonly judgement: { readonly edition: string; readonly findings: readonly Finding[] } | null
}

export interface Happening {
  readonly n: number
  readonly event: string
  readonly from: string | null
  readonly to: string
  readonly reason: string | null
  readonly party: string | null
  readonly organisation: string | null
  /** Only of a colleague. */
  readonly person: string | null
  readonly hasLeft: boolean
  readonly businessAt: string
  readonly at: string
}

export interface VersionFiled {
  readonly version: number
  readonly businessAt: string
}

export interface Difference {
  readonly kind: 'changed' | 'added' | 'removed'
  readonly pointer: string
  readonly part: Both
  readonly line?: string
  readonly field?: Both
  readonly before?: unknown
  readonly after?: unknown
}

export interface Said {
  readonly n: number
  readonly party: string | null
  readonly organisation: string | null
  readonly person: string | null
  readonly hasLeft: boolean
  readonly says: string
  readonly businessAt: string
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

export interface Import {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly state: 'queued' | 'reading' | 'done' | 'refused' | string
  readonly progress: { readonly rows?: number }
  readonly at: string
  readonly lines: Readonly<Record<string, number>>
  readonly filing: string | null
  readonly revision?: number
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
  /** What a person has to say before it goes on: which columns are what, what words mean. */
  readonly asks?: 'columns' | 'words'
  readonly own?: OwnSheets
  readonly words?: readonly UnknownWord[]
}

export interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

/** 附件, as it is listed. */
/** A paper that the type asks for or takes, and whether it is there. */
export interface PaperAsked {
  readonly code: string
  readonly name: Both
  readonly does: 'required' | 'permitted'
  readonly effect?: string
  readonly ground: string
  readonly isThere: boolean
}

export interface PaperShown {
  readonly id: string
  readonly kind: string | null
  readonly name: string
  readonly bytes: number
  readonly arrived: number
  readonly state: 'receiving' | 'kept'
  readonly type: string | null
  readonly isShown: boolean
  readonly scan: 'clean' | 'unscanned' | null
  readonly party: string | null
  readonly organisation: string | null
  readonly person: string | null
  readonly hasLeft: boolean
  readonly businessAt: string
}
