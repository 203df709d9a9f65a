import type { Books } from './books.ts'
import type { Now } from './clock.ts'
import type { Fact } from './facts.ts'
import type { Receipt } from './receipts.ts'
import type { Steering } from './steering.ts'

/** What a decision looks at. */
export interface Given {
  readonly books: Books
  readonly now: Now
}

/** What a stage decides: facts for the books and receipts for the enterprise. */
export interface Outcome {
  readonly facts: readonly Fact[]
  readonly receipts: readonly Receipt[]
  /** The course ends here. */
  readonly isRejected?: true
}

/** What counts against a document: what was found, unless its own number asks for a verdict. Empty accepts it. */
export function judged(faults: readonly string[], steering: Steering | undefined): readonly string[] {
  if (steering?.verdict === 'accept') return []
  if (steering?.verdict === 'reject') return [`审核不通过，代码${steering.arg ?? '99'}`]
  return faults
}
