import type { Moment } from '@jiamao/kernel/time'
import type { Declaration, Due, Filed, FiledType, Stage, WriteEffect } from './facts.ts'
import type { Handbook } from './handbook.ts'
import { Serials } from './serials.ts'
import type { Steering } from './steering.ts'

/** `saved` 暂存; `notTakenIn` 入库失败; `declared` until something is decided. */
type State = 'saved' | 'declared' | 'notTakenIn' | 'reserved' | 'passed' | 'accepted' | 'rejected' | 'deleted'

/** A document in customs' books. */
export interface Known {
  readonly filed: Filed
  readonly steering?: Steering
  readonly course: readonly Stage[]
  state: State
  /** Handbook or checklist number, once it has one. */
  number?: string
  declaration?: Declaration
  next?: Due
  /** Receipts that were made and are not to arrive yet. */
  withheld: readonly WriteEffect[]
}

/** Own numbers are one enterprise's, and each kind of document has its own. */
export const ownKey = (company: string, type: FiledType, ownNumber: string): string => `${company}/${type}/${ownNumber}`

/** Everything customs knows. It decides nothing: `apply` fills it with facts. */
export class Books {
  readonly documents = new Map<string, Known>()
  readonly handbooks = new Map<string, Handbook>()
  readonly serials = new Serials()
  /** Files in `OutBox` that are left there until a moment. */
  readonly stalled = new Map<string, Moment>()
  /** Files in `OutBox` whose documents were taken already. */
  readonly held = new Set<string>()
  /** Uploads that failed, by own number. */
  readonly failures = new Map<string, number>()
  /** Nothing is taken or sent before. */
  window: Moment | undefined
  readonly #bySeqNo = new Map<string, Known>()
  readonly #byOwnNumber = new Map<string, Known>()

  /** The last filing (set-up, checklist, report) under a pre-entry number; else whatever has it. */
  underSeqNo = (seqNo: string): Known | undefined => this.#bySeqNo.get(seqNo)
  /** The last document of this kind and declaration under an own number. */
  underOwnNumber = (key: string, declaration: string): Known | undefined =>
    this.#byOwnNumber.get(`${key} ${declaration}`)
  checklist = (number: string): Known | undefined =>
    [...this.documents.values()].find(({ filed, number: own }) => filed.declaration !== '3' && own === number)

  known(id: string): Known {
    const known = this.documents.get(id)
    if (!known) throw new Error(`no document ${id}`)
    return known
  }

  handbook(number: string): Handbook {
    const handbook = this.handbooks.get(number)
    if (!handbook) throw new Error(`no handbook ${number}`)
    return handbook
  }

  take(filed: Filed, steering: Steering | undefined, course: readonly Stage[]): void {
    const known: Known = { filed, course, state: 'declared', withheld: [], ...(steering ? { steering } : {}) }
    const { id, seqNo, declaration, type, ownNumber, upload } = filed
    this.documents.set(id, known)
    if (declaration === '1' || !this.#bySeqNo.has(seqNo)) this.#bySeqNo.set(seqNo, known)
    this.#byOwnNumber.set(`${ownKey(upload.company, type, ownNumber)} ${declaration}`, known)
  }
}
