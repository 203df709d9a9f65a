import type { AtWork } from './at-work.ts'
import type { Act } from './plan.ts'

interface Page {
  readonly items: readonly { readonly ownNumber: string; readonly state: string }[]
  readonly next: string | null
}

/**
 * Which of a firm's acts are still to be done, by what its registers say: a list is done when it is final, a report when the
 * book is closed. What was begun and not ended is done again, under the same keys.
 */
export async function leftOf(at: AtWork, acts: readonly Act[]): Promise<readonly Act[]> {
  const final = await finalLists(at)
  const isClosed = await closed(at)
  const isDone = (act: Act): boolean => {
    if (act.does === 'report' || act.does === 'closed') return isClosed
    return final.has(at.ownNumber('of' in act ? act.of : act.key))
  }
  return acts.filter((act) => !isDone(act))
}

async function finalLists({ clerk, book }: AtWork): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (let after = ''; ; ) {
    const { body } = await clerk.api.ask<Page>(`/registers/checklist?book=${book}&limit=500${after}`)
    for (const { ownNumber, state } of body.items) if (state === 'final' || state === 'writtenOff') found.add(ownNumber)
    if (body.next === null) return found
    after = `&after=${encodeURIComponent(body.next)}`
  }
}

async function closed({ clerk, book }: AtWork): Promise<boolean> {
  const { body } = await clerk.api.ask<Page>(`/registers/handbook?book=${book}`)
  return body.items[0]?.state === 'closed'
}
