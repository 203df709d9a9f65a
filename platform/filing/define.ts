/** What a subsystem is made of: filing types, registers, and its face. Frozen data and pure functions; no I/O. */
import type { Content, Wire } from '@jiamao/kernel/fields'
import type { BookNumber, Uuid } from '@jiamao/kernel/ids'
import type { LocalDate, Moment } from '@jiamao/kernel/time'
import type { Values, Words } from '@jiamao/kernel/words'
import type { Static, TObject, TSchema } from 'typebox'
import type { Account, BookAmendment, Entry, RecipeRow } from '../ledger/define.ts'
import type { Check, Facts, FactsOf } from '../policy/define.ts'
import type { PolicyInForce } from '../policy/in-force.ts'

/** The parties of processing trade (R1.1), and those who work for them or keep the platform running. */
export const parties = [
  'enterprise',
  'commerce',
  'customs',
  'inspection',
  'forex',
  'market',
  'tax',
  'finance',
  'broker',
  'operator',
] as const
export type Party = (typeof parties)[number]

/** Events of a filing's life (`life-cycle.ts` has the machine). */
export type FilingEvent =
  | 'open'
  | 'edit'
  | 'submit'
  | 'submitHeld'
  | 'release'
  | 'takenIn'
  | 'sendBack'
  | 'accept'
  | 'reject'
  | 'withdraw'
  | 'amended'
  | 'cancelled'
  | 'stage'
  | 'lapse'

type PartOf<S extends TSchema> = Extract<keyof Static<S>, string>

/** What one party may see of a filing: whole parts, with the ground that entitles it. */
export interface View<S extends TSchema> {
  readonly name: Words
  readonly parts: readonly PartOf<S>[]
  readonly ground: string
}

/** One message of a filing to another party's system, encoded before the filing is committed. */
export interface MessageMap<S extends TSchema> {
  readonly type: string
  readonly to: Party
  readonly view: string
  readonly on: 'submit' | 'accept' | 'withdraw'
  /** Goods coming in, going out, or neither: part of the file's name (I9.2). */
  direction?(content: Content<S>): 'I' | 'E' | 'N'
  body(content: Content<S>, given: MessageGiven): unknown
}
export interface MessageGiven {
  readonly on: LocalDate
  readonly at: Moment
  readonly version: number
  /** What was learned of this filing from earlier receipts: `preentryNumber`, `number`. */
  readonly known: Values
}

/** Receipt levels of I5: technical import, taken in, interim, final, consequence. */
export type ReceiptLevel = 'T1' | 'B0' | 'B1' | 'B2' | 'B3'
/** What the codes of one receipt type mean for the filing. A code that is not listed goes to the desk. */
export interface ReceiptMap {
  readonly type: string
  readonly rank: Readonly<
    Record<string, { readonly level: ReceiptLevel; readonly event?: FilingEvent; readonly stage?: string }>
  >
}

/** What acceptance or a stage does, as values; the engine carries them out in its one transaction, in this order. */
export type Act =
  | { readonly act: 'settle'; readonly as: 'final' | 'released'; readonly on: LocalDate }
  | {
      readonly act: 'openBook'
      readonly book: BookNumber
      readonly cycle: number
      readonly accounts: readonly Account[]
      readonly recipes: readonly RecipeRow[]
    }
  | ({ readonly act: 'amendBook' } & BookAmendment)
  | { readonly act: 'closeBook'; readonly book: BookNumber; readonly cycle: number }
  | { readonly act: 'put'; readonly register: string; readonly rows: readonly object[] }
  | {
      readonly act: 'move'
      readonly register: string
      readonly key: Values
      readonly event: string
      readonly set?: object
    }
  | { readonly act: 'answers'; readonly task: string; readonly learned: Values }
  /** The accepted document of that own number has the event `amended`, and knows what was learned. */
  | { readonly act: 'amends'; readonly ownNumber: string; readonly learned: Values }
  | { readonly act: 'tell'; readonly whom: Party | 'filer'; readonly notice: string; readonly values: Values }

/** Given to the functions that say what happens. */
export interface ActGiven {
  readonly on: LocalDate
  readonly at: Moment
  readonly filing: Uuid
  /** Values of the receipt or decision: numbers that customs gave, dates, reasons. */
  readonly values: Values
  /** All that was learned of this filing so far, those values included. */
  readonly known: Values
  /** The policy of that day, for rates that fall due with the act (R7.23). */
  readonly policy: PolicyInForce
}

/** What a prefill works with: the wire as it was given, what is held, and the policy of the day. */
export interface PrefillGiven<S extends TSchema, F extends Facts> {
  readonly wire: Partial<Wire<S>>
  readonly facts: FactsOf<F>
  readonly on: LocalDate
  readonly policy: PolicyInForce
  /** The filing that this one answers or changes. */
  readonly about: Uuid | undefined
}

/** Completes a draft from what the platform already holds, so that nothing is typed twice (R8.6). */
export interface Prefill<S extends TSchema, F extends Facts = Facts> {
  readonly facts: F
  fill(given: PrefillGiven<S, F>): Partial<Wire<S>>
}

/** A filing type (申报类型): the one definition that everything about it is derived from. */
export interface Filing<S extends TObject = TObject, V extends string = string> {
  readonly id: `${Party}.${string}`
  readonly name: Words
  readonly ground: string
  readonly content: S
  /** Kind of document: filings of one kind share the space of own numbers (R6.10). */
  readonly document: string
  /** The filing this one answers or changes. */
  readonly on?: { readonly filing: string; readonly as: 'opinion' | 'amendment' | 'cancellation' | 'answer' }
  readonly filer: { readonly party: Party; readonly role: string; readonly mandate: 'allowed' | 'never' }
  /** Acts with so much weight that a person proves anew who they are (S2.7). */
  readonly risky?: readonly RiskyAct[]
  /** Acts that the enterprise's signer (授权签字人) signs (电子签名); policy may let the signature come later. */
  readonly signed?: readonly SignedAct[]
  readonly views: Readonly<Record<V, View<S>>>
  readonly checks: readonly Check<S>[]
  // biome-ignore lint/suspicious/noExplicitAny: existential type of the facts
  readonly prefill?: Prefill<S, any>
  readonly messages?: readonly MessageMap<S>[]
  readonly receipts?: readonly ReceiptMap[]
  readonly stages?: Readonly<Record<string, Words>>
  /** Stages that a person enters here, and what they say; all others come by receipts. */
  readonly entered?: Readonly<Record<string, EnteredStage>>
  readonly sheets?: readonly SheetLayout<S>[]
  readonly example: Wire<S>
  /** The document's own number (I2.1). */
  key(content: Content<S>): string
  /** What it is worth, 10⁻⁵ of its currency: a mandate may limit it. Undefined for what has no value. */
  value?(content: Content<S>): bigint
  /** Own number of the document that an amendment changes: its messages go in that document's order (I2.1). */
  changes?(content: Content<S>): string
  title(content: Content<S>): Words
  /**
   * The book that the filing moves or names, and which of its items: facts are read and the book is locked by it. Read
   * from the wire, faults and all, because a draft is completed before it is checked.
   */
  touches?(wire: Partial<Wire<S>>): Touched | undefined
  reserve?(content: Content<S>, given: { readonly on: LocalDate }): readonly Entry[]
  accept?(content: Content<S>, given: ActGiven): readonly Act[]
  stage?(content: Content<S>, stage: string, given: ActGiven): readonly Act[]
  /** What is undone when it comes back to the filer: returned, rejected or withdrawn. */
  back?(content: Content<S>, given: ActGiven): readonly Act[]
}

/** What is done with a filing that may be risky: by the filer, or by an officer. */
export type RiskyAct = 'submit' | 'withdraw' | 'decide'

/** What of a filing may have to be signed. */
export type SignedAct = 'submit'

/** A stage that a person enters: who may, and which values it carries. */
export interface EnteredStage {
  readonly party: Party
  readonly role: string
  readonly values: TObject
}

/** A book that a filing moves or names, and the items of it: I material, E product. */
export interface Touched {
  readonly book: string
  readonly side: 'I' | 'E'
  readonly seqs: readonly number[]
}

/** How a part of the content lies in a workbook: label and value pairs, or a table with a header row. */
export interface SheetLayout<S extends TSchema> {
  readonly part: PartOf<S>
  readonly sheet: readonly string[]
  readonly form: 'pairs' | 'table'
  /** What a line of a firm's own sheet must have, by name; of several in one entry one is enough. */
  readonly needs?: readonly (string | readonly string[])[]
  /** What the platform fills in by itself where the sheet does not have it: numbers, the one version. */
  readonly fills?: readonly string[]
}

export const defineFiling = <S extends TObject, const V extends string>(filing: Filing<S, V>): Filing<S, V> =>
  Object.freeze(filing)

/** A state machine as data: the test walks all pairs, the docs print the table. */
export interface Machine<S extends string = string, E extends string = string> {
  readonly id: string
  readonly start: S
  readonly final: readonly S[]
  readonly rows: readonly {
    readonly no: number
    readonly from: S | readonly S[]
    readonly on: E
    readonly to: S
    readonly by?: string
  }[]
  /** Pairs that cannot happen or mean nothing, each with its reason. */
  readonly ignores: readonly { readonly in: S | readonly S[]; readonly on: E | readonly E[]; readonly why: string }[]
}
export const defineMachine = <const S extends string, const E extends string>(machine: Machine<S, E>): Machine<S, E> =>
  Object.freeze(machine)

/** What lives longer than a filing: rows of one table, keyed by the enterprise first. */
export interface Register<C extends TObject = TObject> {
  readonly id: string
  readonly name: Words
  readonly table: string
  readonly key: readonly Extract<keyof Static<C>, string>[]
  readonly columns: C
  readonly machine?: Machine
}
export const defineRegister = <C extends TObject>(register: Register<C>): Register<C> => Object.freeze(register)

// biome-ignore lint/suspicious/noExplicitAny: existential types of content and views
export type AnyFiling = Filing<any, any>

/** 通知种类. A kind of notice: what it is called where a person chooses how to be told, and what it says on the page. */
export interface NoticeKind {
  readonly name: Words
  readonly says: Words
  /** Of a person's own account: told to them alone, by letter too, whatever they chose. */
  readonly isForPerson?: true
}

/** A subsystem's face (R1.2): a table of contents that starts nothing. */
export interface Module {
  readonly id: `${string}/${string}`
  /** Its number among the 36. */
  readonly no: number
  readonly name: Words
  readonly party: Party | 'commons'
  // biome-ignore lint/suspicious/noExplicitAny: existential types of content and views
  readonly filings: readonly Filing<any, any>[]
  // biome-ignore lint/suspicious/noExplicitAny: existential type of the columns
  readonly registers?: readonly Register<any>[]
  readonly notices?: Readonly<Record<string, NoticeKind>>
  readonly migrations?: URL
}
export const defineModule = (module: Module): Module => Object.freeze(module)
