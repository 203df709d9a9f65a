/** 草稿的改动. How each save of a draft is taken back: so it is known what two people began with when they meet. */
import type { Uuid } from '@jiamao/kernel/ids'
import { isSame } from '@jiamao/kernel/merge'
import type { Moment } from '@jiamao/kernel/time'
import type { Subject } from '../identity/index.ts'
import { rows, run, type Store, sql, type Tx } from '../store/index.ts'
import { type Change, charactersOf, withChanges } from './changes.ts'

type Wire = Record<string, unknown>

/** Who saved a draft, and when last. */
interface Editor {
  readonly name: string
  readonly at: string
}

/** A draft as it was at a revision; `content` undefined where that is not known any more. */
export interface DraftThen {
  readonly content: Wire | undefined
  /** Who changed it since, the last one first. */
  readonly since: readonly Editor[]
}

// Who meets somebody has saved within the last minutes. A paste of 20,000 rows over others is not worth keeping for that.
const mostEdits = 100
const mostCharacters = 1024 * 1024

/** Keeps how a save is taken back, in the transaction of the save. */
export async function keepEdit(
  tx: Tx,
  subject: Subject,
  { enterprise, id, revision }: { readonly enterprise: Uuid; readonly id: Uuid; readonly revision: number },
  before: Wire,
  after: Wire,
  at: Moment,
): Promise<void> {
  const back = changesBack(before, after)
  await run(
    tx,
    sql`
    with old as (delete from draft_edit
                  where enterprise_id = ${enterprise} and filing_id = ${id} and revision <= ${revision - mostEdits})
    insert into draft_edit values (${enterprise}, ${id}, ${revision}, ${subject.person}, ${subject.name}, ${subject.organisation},
      ${charactersOf(back) > mostCharacters ? null : JSON.stringify(back)}::jsonb, ${at})`,
  )
}

/** What makes the content before of the one after. */
function changesBack(before: Wire, after: Wire): Change[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names
    .filter((part) => before[part] !== after[part])
    .map((part): Change => {
      const [was, is] = [before[part], after[part]]
      if (!Array.isArray(was) || !Array.isArray(is)) return { part, ...(was === undefined ? {} : { value: was }) }
      const most = Math.min(was.length, is.length)
      let head = 0
      while (head < most && isSame(was[head], is[head])) head++
      let tail = 0
      while (tail < most - head && isSame(was.at(-1 - tail), is.at(-1 - tail))) tail++
      return { part, at: head, out: is.length - head - tail, in: was.slice(head, was.length - tail) }
    })
}

/** The draft as it was at a revision, of what it is now. */
export async function draftThen(
  tx: Tx,
  { enterprise, id, revision: now }: { readonly enterprise: Uuid; readonly id: Uuid; readonly revision: number },
  content: Wire,
  revision: number,
): Promise<DraftThen> {
  const edits = await rows<{ revision: number; back: Change[] | null; name: string; at: string }>(
    tx,
    sql`
    select revision, back, person_name as name, at from draft_edit
     where enterprise_id = ${enterprise} and filing_id = ${id} and revision > ${revision} order by revision desc limit ${mostEdits}`,
  )
  const since = [...new Map(edits.toReversed().map(({ name, at }) => [name, { name, at }])).values()].toReversed()
  const isWhole = edits.length === now - revision && edits.every(({ back }) => back !== null)
  if (!isWhole || revision < 1 || revision > now) return { content: undefined, since }
  return { content: edits.reduce<Wire>((wire, { back }) => withChanges(wire, back as Change[]), content), since }
}

/** Forgets ways back of a month ago. @returns how many, at most a batch */
export const forgetEdits = (store: Store, now: Moment, batch: number): Promise<number> =>
  store.carry((tx) =>
    run(
      tx,
      sql`
      delete from draft_edit where (enterprise_id, filing_id, revision) in (
        select enterprise_id, filing_id, revision from draft_edit where at < ${now}::timestamptz - interval '30 days' limit ${batch})`,
    ),
  )
