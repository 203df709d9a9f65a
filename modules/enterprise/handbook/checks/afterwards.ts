import type { Check, FreeCheck } from '@jiamao/platform/policy/define'
import { Amendment } from '../amendment.ts'
import type { Handbook } from '../content.ts'
import { asAmendment } from '../example-amendment.ts'
import { standing } from '../standing.ts'

/** A check of handbooks, asked of what a handbook will be after a change: what goes is not judged. */
export function afterwards(check: Check<typeof Handbook>): Check<typeof Amendment> {
  // biome-ignore lint/suspicious/noExplicitAny: existential type of the facts
  const { of: _, find, examples, ...same } = check as FreeCheck<typeof Handbook, any>
  return Object.freeze({
    ...same,
    of: Amendment,
    find: (given: Parameters<FreeCheck<typeof Amendment, never>['find']>[0]) => {
      const { after, filedAt } = standing(given.content)
      return find({ ...given, content: after }).map((hit) => ({ ...hit, at: filedAt(hit.at) }))
    },
    examples: examples.map((example) => ({ ...example, content: asAmendment(example.content) })),
  })
}
