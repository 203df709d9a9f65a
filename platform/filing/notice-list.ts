import type { Uuid } from '@jiamao/kernel/ids'
import { type Moment, momentOf, msOf } from '@jiamao/kernel/time'
import { fill, type Words } from '@jiamao/kernel/words'
import type { Subject } from '../identity/index.ts'
import { one, rows, sql } from '../store/index.ts'
import { markAllRead, markRead, readNoticeMarks } from '../work/index.ts'
import type { Engine } from './engine.ts'
import { lookAtList } from './looks.ts'
import { notFound } from './problems.ts'

/** 通知. What an organisation was told, and whether this person has read it. */
interface NoticeView {
  readonly id: Uuid
  readonly filing: Uuid | null
  readonly key: string
  readonly values: Record<string, string>
  readonly message: Words
  readonly businessAt: string
  readonly at: Moment
  readonly isUnread: boolean
}

interface Notices {
  readonly items: readonly NoticeView[]
  /** How many are unread, to a hundred. */
  readonly unread: number
}

// What was told before a person ever looked is unread for so long.
const firstDays = 30
const counted = 100

const own = ({ organisation }: Subject) => ({ enterprise: organisation, organisation, stance: 'owner' }) as const

/** What the subject's organisation was told, newest first. */
export async function listNotices(engine: Engine, subject: Subject, limit: number): Promise<Notices> {
  const { organisation } = subject
  const marks = await engine.store.ask(own(subject), (tx) => readNoticeMarks(tx, subject))
  const until = marks.allUntil ?? momentOf(msOf(engine.clock.machine()) - firstDays * 86_400_000)
  const isMine = sql`organisation_id = ${organisation} and (person_id is null or person_id = ${subject.person})`
  const isUnread = sql`at > ${until} and not (id = any (${marks.read}::uuid[]))`
  const [items, { unread }] = await Promise.all([
    lookAtList(engine, subject, 'notices', (tx) =>
      rows<Omit<NoticeView, 'message'> & { readonly enterprise: Uuid }>(
        tx,
        sql`
        select enterprise_id as enterprise, id, filing_id as filing, key, vals as values, business_at as "businessAt", at, ${isUnread} as "isUnread" from notice
         where ${isMine} order by at desc, id desc limit ${limit}`,
      ),
    ),
    engine.store.ask({ organisation, stance: 'party' }, (tx) =>
      one<{ unread: number }>(
        tx,
        sql`
        select count(*)::int as unread
          from (select from notice where ${isMine} and ${isUnread} limit ${counted}) n`,
      ),
    ),
  ])
  return { items: items.map((notice) => ({ ...notice, message: sayNotice(engine, notice) })), unread }
}

/** A notice in both languages; one whose words are gone is shown by its key. */
function sayNotice(
  { catalogue }: Engine,
  { key, values }: { readonly key: string; readonly values: Record<string, string> },
): Words {
  const words = catalogue.notice(key)?.says
  return { zh: fill(words?.zh ?? key, values), en: fill(words?.en ?? key, values) }
}

/** Marks one as read by this person. @throws NOT_FOUND for one that their organisation was never told */
export async function readNotice(engine: Engine, subject: Subject, id: Uuid): Promise<void> {
  const { organisation } = subject
  const { known } = await engine.store.tx({ organisation, stance: 'party' }, (tx) =>
    one<{ known: boolean }>(
      tx,
      sql`select exists (select from notice where organisation_id = ${organisation} and id = ${id}
                             and (person_id is null or person_id = ${subject.person})) as known`,
    ),
  )
  if (!known) throw notFound()
  await engine.store.tx(own(subject), (tx) => markRead(tx, subject, id, engine.clock.machine()))
}

/** Marks everything up to the newest that was shown: what came meanwhile stays unread. */
export const readAllNotices = (engine: Engine, subject: Subject, until: Moment): Promise<void> =>
  engine.store.tx(own(subject), (tx) => markAllRead(tx, subject, until))
