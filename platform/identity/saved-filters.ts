import type { Clock } from '@jiamao/kernel/clock'
import type { Uuid } from '@jiamao/kernel/ids'
import { run, type Store, sql } from '../store/index.ts'
import { inScope, note } from './sign-in.ts'
import type { Subject } from './subject.ts'

/** 保存的筛选. A way to narrow a list, by the name that the person gave it. */
export interface SavedFilter {
  readonly name: string
  /** Parameters as they stand in the page's address. */
  readonly query: string
  /** Whether the page opens with it. */
  readonly isDefault: boolean
}

/** A person's filters, by page. */
export async function savedFiltersOf(store: Store, person: Uuid): Promise<Record<string, readonly SavedFilter[]>> {
  const found = await store.call<{ page: string; items: readonly SavedFilter[] }>(
    sql`select page, items from saved_filters_of(${person})`,
  )
  return Object.fromEntries(found.map(({ page, items }) => [page, items]))
}

/** Keeps a person's filters of a page, in their order; the page opens with the first that is to be its default. */
export function keepSavedFilters(
  store: Store,
  subject: Subject,
  page: string,
  items: readonly SavedFilter[],
  clock: Clock,
): Promise<void> {
  const first = items.findIndex(({ isDefault }) => isDefault)
  const kept = items.map(({ name, query }, at) => ({ name, query, isDefault: at === first }))
  return inScope(store, subject.organisation, async (tx) => {
    await run(
      tx,
      sql`select keep_saved_filters(${subject.person}, ${page}, ${JSON.stringify(kept)}, ${clock.machine()})`,
    )
    await note(tx, clock, subject.organisation, subject.person, 'identity.filtersKept', {
      page,
      count: String(kept.length),
    })
  })
}
