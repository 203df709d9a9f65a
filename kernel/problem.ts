import { fill, type Values, type Words } from './words.ts'

/** One fault inside a problem: where, what and what to do (RFC 9457 `errors`). */
export interface ProblemItem {
  readonly pointer?: string
  readonly code: string
  readonly message: Words
  readonly remedy?: Words
  readonly values?: Values
}

/** The text of a problem in one language. `detail` and `remedy` may name values as `{name}`. */
interface ProblemText {
  readonly title: string
  readonly detail: string
  readonly remedy: string
}

/** A kind of user's fault, from a closed list: code, HTTP status, and words in both languages. */
export interface ProblemKind {
  readonly code: string
  readonly status: number
  readonly zh: ProblemText
  readonly en: ProblemText
}

/** Where a problem lies, and the single faults it is made of. */
interface ProblemPlace {
  readonly pointer?: string
  readonly errors?: readonly ProblemItem[]
  readonly more?: Readonly<Record<string, unknown>>
}

/** A user's fault, thrown up to the door that answers it. Our own faults are plain errors. */
export class Problem extends Error {
  readonly kind: ProblemKind
  readonly values: Values
  readonly place: ProblemPlace

  constructor(kind: ProblemKind, values: Values, place: ProblemPlace) {
    super(`${kind.code}: ${fill(kind.en.detail, values)}`)
    this.name = 'Problem'
    this.kind = kind
    this.values = values
    this.place = place
  }

  /** The problem in one language: title, detail and remedy, filled. */
  text(language: keyof Words): ProblemText {
    const { title, detail, remedy } = this.kind[language]
    return { title, detail: fill(detail, this.values), remedy: fill(remedy, this.values) }
  }

  /** The problem as one item of a list of faults. */
  item(): ProblemItem {
    const zh = this.text('zh')
    const en = this.text('en')
    return {
      ...(this.place.pointer === undefined ? {} : { pointer: this.place.pointer }),
      code: this.kind.code,
      message: { zh: zh.detail, en: en.detail },
      remedy: { zh: zh.remedy, en: en.remedy },
      values: this.values,
    }
  }
}

/** Makes the problems of one kind: `throw notEnough({ asked, left })`. */
export type ProblemMaker = ((values?: Values, place?: ProblemPlace) => Problem) & { readonly kind: ProblemKind }

/** Declares a kind of user's fault. */
export const defineProblem = (kind: ProblemKind): ProblemMaker =>
  Object.assign((values: Values = {}, place: ProblemPlace = {}) => new Problem(kind, values, place), { kind })
