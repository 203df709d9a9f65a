/** 附件. Papers attached to a filing: announced by hash, received in pieces, kept once; in force when they are whole. */
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { leafOf, record } from '../audit/index.ts'
import { limits, mediaOf, type PaperType, paperTooLarge, storeFull } from '../files/index.ts'
import { ownerOf, type Subject } from '../identity/index.ts'
import { maybe, one, rows, run, sql, type Tx } from '../store/index.ts'
import type { Place } from './decide.ts'
import { engineScope, lockFiling } from './drafts.ts'
import type { Engine } from './engine.ts'
import { notFound, tooManyPapers, wrongState } from './problems.ts'

/** A paper as its sender announces it. */
export interface Announced {
  readonly name: string
  readonly bytes: number
  readonly hash: string
  /** What it is, by the list of attached documents; null: not said. */
  readonly kind: string | null
}

export interface Paper extends Announced {
  readonly id: Uuid
  readonly state: 'receiving' | 'kept'
  readonly type: PaperType | null
  readonly scan: 'clean' | 'unscanned' | null
  readonly by: Uuid
  readonly person: string | null
  /** That person works there no more. */
  readonly hasLeft: boolean
  readonly businessAt: string
}

const columns = sql`
  p.id, p.name, p.bytes::int as bytes, p.hash, p.kind, p.state, k.type, k.scan, p.organisation_id as by, c.name as person, coalesce(c.has_left, false) as "hasLeft", p.business_at as "businessAt"`
const known = ({ enterprise, id }: Place) => sql`
  paper p left join kept_file k on k.enterprise_id = p.enterprise_id and k.hash = p.hash and p.state = 'kept'
          left join who_acted(array(select distinct person_id from paper where enterprise_id = ${enterprise} and filing_id = ${id})) c
            on c.id = p.person_id and p.organisation_id = actor()`

/** The papers of a filing; those still on their way only for the organisation that sends them. */
export const readPapers = (tx: Tx, place: Place, reader: Uuid): Promise<Paper[]> =>
  rows<Paper>(
    tx,
    sql`
    select ${columns} from ${known(place)}
     where p.enterprise_id = ${place.enterprise} and p.filing_id = ${place.id}
       and (p.state = 'kept' or (p.state = 'receiving' and p.organisation_id = ${reader}))
     order by p.at, p.id limit ${limits.papers}`,
  )

/** One of them. @throws NOT_FOUND */
export async function readPaper(tx: Tx, place: Place, reader: Uuid, paper: Uuid): Promise<Paper> {
  const found = (await readPapers(tx, place, reader)).find(({ id }) => id === paper)
  if (!found) throw notFound()
  return found
}

const over = ['rejected', 'withdrawn', 'cancelled']

/**
 * Announces a paper. The same paper announced again goes on where it broke off; one that the owner already keeps is there
 * at once. Nobody else is told by this what an owner keeps.
 *
 * @throws FILE_PAPER_TOO_LARGE, FILE_STORE_FULL, FILING_PAPERS, FILING_STATE
 */
export function announcePaper(engine: Engine, subject: Subject, place: Place, paper: Announced): Promise<Paper> {
  const { enterprise, id } = place
  if (paper.bytes > limits.paperBytes) throw paperTooLarge({ size: paper.bytes, max: limits.paperBytes })
  return engine.store.tx(engineScope(subject, enterprise), async (tx) => {
    const row = await lockFiling(tx, enterprise, id)
    if (over.includes(row.state)) throw wrongState({ state: row.state, act: 'attach' })
    const papers = await readPapers(tx, place, subject.organisation)
    const again = papers.find(({ hash, by }) => hash === paper.hash && by === subject.organisation)
    if (again && (paper.kind === null || paper.kind === again.kind)) return again
    if (again) return nameKind(engine, tx, subject, place, { ...again, kind: paper.kind })
    if (papers.length >= limits.papers) throw tooManyPapers({ max: limits.papers })
    const { held, total } = await one<{ held: boolean; total: bigint }>(
      tx,
      sql`
      select coalesce(bool_or(hash = ${paper.hash}), false) as held, coalesce(sum(bytes), 0)::bigint as total
        from kept_file where enterprise_id = ${enterprise}`,
    )
    if (total + BigInt(paper.bytes) > BigInt(limits.storeBytes)) throw storeFull({ max: limits.storeBytes })
    const isThere = held && ownerOf(subject) === enterprise
    const made = newUuid()
    await run(
      tx,
      sql`
      insert into paper values (${enterprise}, ${made}, ${id}, ${paper.name}, ${paper.hash}, ${paper.bytes}, ${isThere ? 'kept' : 'receiving'},
        ${subject.organisation}, ${subject.person}, ${engine.clock.now()}, ${engine.clock.machine()}, ${paper.kind})`,
    )
    if (isThere) await leaf(engine, tx, subject, place, 'filing.attach', paper)
    return readPaper(tx, place, subject.organisation, made)
  })
}

/** What a paper is, said anew by who sent it. */
async function nameKind(engine: Engine, tx: Tx, subject: Subject, place: Place, paper: Paper): Promise<Paper> {
  await run(
    tx,
    sql`update paper set kind = ${paper.kind} where enterprise_id = ${place.enterprise} and id = ${paper.id}`,
  )
  await leaf(engine, tx, subject, place, 'filing.attach', paper)
  return paper
}

/** A paper that is whole comes into force: its file, its row and its audit leaf together. */
export function paperArrived(
  engine: Engine,
  subject: Subject,
  place: Place,
  paper: Paper,
  { type, scan }: { readonly type: PaperType; readonly scan: 'clean' | 'unscanned' },
): Promise<Paper> {
  const { enterprise } = place
  return engine.store.tx(engineScope(subject, enterprise), async (tx) => {
    await run(
      tx,
      sql`
      insert into kept_file values (${enterprise}, ${paper.hash}, ${paper.bytes}, ${type}, ${scan}, ${engine.clock.machine()})
      on conflict do nothing`,
    )
    const came = await run(
      tx,
      sql`update paper set state = 'kept' where enterprise_id = ${enterprise} and id = ${paper.id} and state = 'receiving'`,
    )
    if (came === 1) await leaf(engine, tx, subject, place, 'filing.attach', { ...paper, type: mediaOf(type).type })
    return readPaper(tx, place, subject.organisation, paper.id)
  })
}

/** Takes a paper back that nobody has been given yet: while the filing is written, or while it arrives. */
export function removePaper(engine: Engine, subject: Subject, place: Place, id: Uuid): Promise<void> {
  return engine.store.tx(engineScope(subject, place.enterprise), async (tx) => {
    const row = await lockFiling(tx, place.enterprise, place.id)
    const paper = await maybe<Announced & { state: string }>(
      tx,
      sql`
      select name, hash, bytes::int as bytes, kind, state from paper
       where enterprise_id = ${place.enterprise} and filing_id = ${place.id} and id = ${id} and organisation_id = ${subject.organisation}
         and state <> 'removed'`,
    )
    if (!paper) throw notFound()
    if (paper.state === 'kept' && row.state !== 'draft') throw wrongState({ state: row.state, act: 'detach' })
    await run(tx, sql`update paper set state = 'removed' where enterprise_id = ${place.enterprise} and id = ${id}`)
    await leaf(engine, tx, subject, place, 'filing.detach', paper)
  })
}

function leaf(
  engine: Engine,
  tx: Tx,
  subject: Subject,
  { enterprise, id }: Place,
  act: string,
  { name, hash, bytes, kind, ...more }: Announced & { readonly type?: unknown },
): Promise<void> {
  const said: Record<string, string> = kind === null ? {} : { kind }
  const detail = { name, hash, bytes, ...said, ...(typeof more.type === 'string' ? { type: more.type } : {}) }
  const by = { enterprise, organisation: subject.organisation, actor: subject.person }
  return record(tx, leafOf({ ...by, act, subject: id, purpose: null, detail }, engine.clock))
}
