/** What the journal holds: everything that was decided, as plain JSON. The books are nothing but these facts, replayed. */
import type { LocalDate, Moment } from '@jiamao/kernel/time'
import type { Bodies } from '@jiamao/platform/exchange/codec'
import type { Steering } from './steering.ts'

/** Sub-folders of a company's import root, by business. */
export const businesses = ['Npts', 'Sas'] as const
type Business = (typeof businesses)[number]

/** Messages that customs takes here, and the business whose folder each comes through. */
export const taken = { NPTS001: 'Npts', EML121: 'Npts', INV101: 'Sas' } as const
export type FiledType = keyof typeof taken

export interface Place {
  readonly company: string
  readonly business: Business
}

/** A file in `OutBox`. Its identity tells it from another that comes later under the same name. */
export interface Upload extends Place {
  readonly name: string
  readonly identity: string
}

interface FiledOf<Type extends FiledType> {
  readonly id: string
  readonly upload: Upload
  readonly type: Type
  /** 申报类型: 1 set-up or filing, 2 change, 3 deletion. */
  readonly declaration: string
  readonly ownNumber: string
  /** 预录入统一编号 */
  readonly seqNo: string
  /** How often a document of this own number was here before. */
  readonly round: number
  readonly body: Bodies[Type]
}

/** A document that was imported, as it was filed. */
export type Filed = { readonly [Type in FiledType]: FiledOf<Type> }[FiledType]
export type FiledHandbook = FiledOf<'NPTS001'>
export type FiledChecklist = FiledOf<'INV101'>
export type FiledReport = FiledOf<'EML121'>

/** Steps in the course of a document, each with what it tells the enterprise. */
export type Stage =
  | 'imported'
  | 'takenIn'
  | 'notTakenIn'
  | 'manual'
  | 'reserved'
  | 'declared'
  | 'passed'
  | 'manualAgain'
  | 'final'
  | 'booked'
  | 'contradicted'
  | 'completed'
  | 'late'
  | 'moved'

/** The next stage of a document, and what it waits for. */
export interface Due {
  readonly stage: Stage
  /** By the machine's clock. */
  readonly at: Moment
  /** By the business clock: on this day or later. */
  readonly on?: LocalDate
  /** Not before its handbook is closed. */
  readonly afterClosing?: true
}

/** Something done to the client's folders, the same however often it is done. */
export type Effect =
  | { readonly do: 'move'; readonly upload: Upload; readonly to: 'SentBox' | 'FailBox' | 'nowhere' }
  | WriteEffect

export interface WriteEffect extends Place {
  readonly do: 'write'
  readonly name: string
  readonly content: string
  readonly encoding: 'utf8' | 'base64'
  /** The content this many times: large garbage need not fill the journal. */
  readonly times: number
}

export type Fact =
  | { readonly fact: 'stalled'; readonly identity: string; readonly until: Moment }
  | { readonly fact: 'failed'; readonly key: string }
  | { readonly fact: 'window'; readonly until: Moment }
  | {
      readonly fact: 'taken'
      readonly filed: Filed
      /** As it was asked for when it was taken: options of a later run change nothing. */
      readonly steering?: Steering
      readonly course: readonly Stage[]
      readonly isMoved: boolean
    }
  | {
      /** A stage is over; without `next` the course is. */
      readonly fact: 'reached'
      readonly document: string
      readonly next?: Due
      readonly withheld?: readonly WriteEffect[]
    }
  | { readonly fact: 'saved' | 'notTakenIn' | 'rejected' | 'moved'; readonly document: string }
  | { readonly fact: 'handbookSetUp'; readonly document: string; readonly number: string; readonly kind: string }
  | { readonly fact: 'handbookChanged'; readonly document: string; readonly number: string }
  | {
      readonly fact: 'checklistReserved'
      readonly document: string
      readonly number: string
      readonly handbook: string
      readonly declaration?: Declaration
    }
  | {
      readonly fact: 'checklistDeducted'
      readonly document: string
      readonly number: string
      readonly handbook: string
    }
  | {
      readonly fact: 'checklistDeleted'
      readonly document: string
      readonly target: string
      /** Set where the target was reserved: its number, on its handbook. */
      readonly reserved?: { readonly number: string; readonly handbook: string }
    }
  | { readonly fact: 'reportPassed'; readonly document: string; readonly handbook: string }
  | { readonly fact: 'handbookClosed'; readonly document: string; readonly handbook: string }

/** 报关单: 统一编号 of its draft, and its number. */
export interface Declaration {
  readonly preentryNumber: string
  readonly entryNumber: string
}

/** What is decided at once. */
export interface Decided {
  readonly facts: readonly Fact[]
  readonly effects: readonly Effect[]
}
/** A decision with its moment. Its facts and effects are durable together, or were never decided. */
export interface Step extends Decided {
  readonly at: Moment
}
