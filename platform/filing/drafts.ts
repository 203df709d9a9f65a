import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { leafOf, record } from '../audit/index.ts'
import { type MandateAct, ownerOf, requireMandate, type Subject, whyNot } from '../identity/index.ts'
import { maybe, run, sql, type Tx } from '../store/index.ts'
import { type Answer, once, type Request } from './answers.ts'
import { requireNoConflict } from './conflicts.ts'
import type { AnyFiling } from './define.ts'
import { draftThen, keepEdit } from './draft-edits.ts'
import { changedPointers, type Origin } from './effort.ts'
import type { Engine } from './engine.ts'
import type { FilingState } from './life-cycle.ts'
import { meetingOf } from './meeting.ts'
import { readDraft, readFiled, rewriteDraft, writeDraft } from './parts.ts'
import { aboutNothing, notAllowed, notFound, unknownType, wrongState } from './problems.ts'
import { taskHeld } from './task-problems.ts'

/** A draft to be opened: everything the filer gave, faults and all. */
export interface Opening {
  readonly type: string
  readonly wire: Record<string, unknown>
  readonly origin: Origin['origin']
  /** The filing that this one answers or changes, and whose it is. */
  readonly about?: { readonly id: Uuid; readonly enterprise: Uuid }
}

/** The row of a filing, as the engine works with it. */
export interface FilingRow {
  readonly id: Uuid
  readonly type: string
  readonly state: FilingState
  readonly revision: number
  readonly version: number
  readonly own_number: string | null
  readonly entry_id: Uuid | null
  readonly about_id: Uuid | null
  readonly organisation_id: Uuid
  readonly book: string | null
  readonly known: Record<string, string>
  readonly effort: Origin
}

/**
 * The definition of a type that the subject may file, under a mandate as far as it goes; `book` where it is known.
 *
 * @throws FILING_TYPE, NOT_ALLOWED, MANDATE_OUTSIDE
 */
export function definitionFor(
  engine: Engine,
  subject: Subject,
  type: string,
  act: MandateAct,
  book?: string | null,
): AnyFiling {
  const definition = engine.catalogue.filing(type)
  if (!definition) throw unknownType({ type: type.slice(0, 80) })
  const { party, role } = definition.filer
  if (whyNot(subject, { party, role })) {
    throw notAllowed({ act: definition.name.zh, who: `${party} · ${role}`, whoEn: `${party}, role ${role}` })
  }
  requireMandate(subject, { act, type, typeName: definition.name, ...(book ? { book } : {}) })
  return definition
}

/**
 * A filing that answers another names one of the right type, and an opinion is asked for by an open task of the filer. An
 * amendment may leave it out: its content names the document that it changes.
 *
 * @throws FILING_ABOUT, TASK_HELD where a colleague has taken the task on, TASK_CONFLICT
 */
export async function requireAbout(
  engine: Engine,
  subject: Subject,
  { on }: AnyFiling,
  about: Opening['about'],
): Promise<void> {
  if (!on || (on.as === 'amendment' && !about)) return
  const asked =
    about &&
    (await engine.store.tx(engineScope(subject, about.enterprise), async (tx) => {
      const me = { id: subject.person, name: subject.name }
      if (on.as === 'opinion') await requireNoConflict(tx, subject.organisation, me, about.enterprise)
      return maybe<{ type: string; isAsked: boolean; holder: Uuid | null; holderName: string | null }>(
        tx,
        sql`
      select f.type, t.id is not null as "isAsked", t.holder_id as holder, t.holder_name as "holderName"
        from filing f
        left join task t on t.enterprise_id = f.enterprise_id and t.filing_id = f.id and t.organisation_id = ${subject.organisation}
                        and t.act = 'opine' and t.state = 'open'
       where f.enterprise_id = ${about.enterprise} and f.id = ${about.id} limit 1`,
      )
    }))
  if (asked?.type !== on.filing || (on.as === 'opinion' && !asked.isAsked)) throw aboutNothing({ type: on.filing })
  if (asked.holder !== null && asked.holder !== subject.person) throw taskHeld({ holder: asked.holderName ?? '—' })
}

/** The scope in which the engine works for a filing: the rows of the enterprise that files or is answered. */
export const engineScope = (subject: Subject, enterprise: Uuid = ownerOf(subject)) => ({
  enterprise,
  organisation: subject.organisation,
  stance: 'engine' as const,
})

/** The book that a content names, as far as it does. */
export const bookNamed = (engine: Engine, { type, wire }: Pick<Opening, 'type' | 'wire'>): string | undefined =>
  engine.catalogue.filing(type)?.touches?.(wire)?.book

/** Opens a draft. It keeps what was given and nothing else; what the platform holds is added whenever it is read. */
export async function openDraft(engine: Engine, subject: Subject, opening: Opening, request: Request): Promise<Answer> {
  const definition = definitionFor(engine, subject, opening.type, 'write', bookNamed(engine, opening))
  await requireAbout(engine, subject, definition, opening.about)
  const scope = engineScope(subject, opening.about?.enterprise)
  return once(engine, scope, request, async (tx) => {
    const id = newUuid()
    await insertDraft(engine, tx, subject, scope.enterprise, id, definition, opening)
    return { status: 201, body: { id, type: definition.id, state: 'draft', revision: 1 } }
  })
}

/** Writes a new draft in a transaction of its caller. */
export async function insertDraft(
  engine: Engine,
  tx: Tx,
  subject: Subject,
  enterprise: Uuid,
  id: Uuid,
  definition: AnyFiling,
  opening: Opening,
) {
  const [now, at] = [engine.clock.now(), engine.clock.machine()]
  const { person, organisation } = subject
  const origin: Origin = { origin: opening.origin, edited: [] }
  await run(
    tx,
    sql`
    insert into filing (enterprise_id, id, document, type, state, revision, version, filer_id, organisation_id, known, effort,
                        about_id, opened_at, updated_at)
    values (${enterprise}, ${id}, ${definition.document}, ${definition.id}, 'draft', 1, 1, ${person}, ${organisation}, '{}',
            ${JSON.stringify(origin)}, ${opening.about?.id ?? null}, ${now}, ${at})`,
  )
  await writeDraft(tx, enterprise, id, opening.wire)
  await run(
    tx,
    sql`
    insert into filing_event
    values (${enterprise}, ${id}, 1, 'open', null, 'draft', ${person}, ${organisation}, null, '{}', ${now}, ${at})`,
  )
  const detail = { type: definition.id, origin: opening.origin }
  await record(
    tx,
    leafOf(
      { enterprise, organisation, actor: person, act: 'filing.open', subject: id, purpose: null, detail },
      engine.clock,
    ),
  )
}

/**
 * Changes the content of what is still being written.
 *
 * @param edit makes the new content of the old one; what it leaves the same object is not written again
 * @throws NOT_FOUND, FILING_STATE, FILING_CHANGED with the difference by field
 */
export function editDraft(
  engine: Engine,
  subject: Subject,
  id: Uuid,
  expect: number,
  edit: (before: Record<string, unknown>) => Record<string, unknown>,
  request: Request,
): Promise<Answer> {
  const scope = engineScope(subject)
  return once(engine, scope, request, async (tx) => {
    const filing = await lockFiling(tx, scope.enterprise, id)
    requireDraft(filing, 'edit')
    const draft = await readDraft(tx, scope.enterprise, id)
    const before = await writtenContent(tx, scope.enterprise, filing, draft)
    const definitionOf = (wire: Record<string, unknown>) =>
      definitionFor(engine, subject, filing.type, 'write', bookNamed(engine, { type: filing.type, wire }))
    const { content: schema } = definitionOf(before)
    if (filing.revision !== expect)
      throw await meetingOf(tx, { ...filing, ...scope, expected: expect, content: before, schema, edit })
    const wire = edit(before)
    // Neither from a book that a mandate does not name, nor to one.
    const definition = definitionOf(wire)
    const origin = originAfter(filing.effort, changedPointers(definition.content, before, wire))
    await rewriteDraft(tx, scope.enterprise, id, draft, wire)
    const saved = { ...scope, id, revision: expect + 1 }
    await keepEdit(tx, subject, saved, before, wire, engine.clock.machine())
    await run(
      tx,
      sql`
      update filing set revision = revision + 1, effort = ${JSON.stringify(origin)},
             updated_at = ${engine.clock.machine()}
       where enterprise_id = ${scope.enterprise} and id = ${id}`,
    )
    return { status: 200, body: { id, type: filing.type, state: filing.state, revision: expect + 1 } }
  })
}

// Past this an imported draft counts as typed: the list of pointers would outgrow the content.
const mostEdited = 2_000

function originAfter({ origin, edited }: Origin, changed: Iterable<string>): Origin {
  if (origin === 'typed') return { origin, edited: [] }
  const all = new Set(edited)
  for (const pointer of changed) if (all.add(pointer).size > mostEdited) return { origin: 'typed', edited: [] }
  return { origin, edited: [...all] }
}

export function requireDraft(filing: FilingRow, act: string) {
  if (filing.state !== 'draft' && filing.state !== 'returned') throw wrongState({ state: filing.state, act })
}

/** What is being written: the draft, or what was last filed where a returned filing was not touched yet. */
export async function writtenContent(
  tx: Tx,
  enterprise: Uuid,
  filing: Pick<FilingRow, 'id' | 'state' | 'version'>,
  known?: Record<string, unknown>,
) {
  const draft = known ?? (await readDraft(tx, enterprise, filing.id))
  if (filing.state === 'draft' || Object.keys(draft).length > 0) return draft
  return readFiled(tx, enterprise, filing.id, filing.version)
}

const columns = sql`id, type, state, revision, version, own_number, entry_id, about_id, organisation_id, book, known, effort`

/** The filing, locked until the transaction ends. @throws NOT_FOUND */
export async function lockFiling(tx: Tx, enterprise: Uuid, id: Uuid): Promise<FilingRow> {
  const found = await maybe<FilingRow>(
    tx,
    sql`
    select ${columns} from filing where enterprise_id = ${enterprise} and id = ${id} for update`,
  )
  if (!found) throw notFound()
  return found
}

/** The filing, as it is. @throws NOT_FOUND */
export async function readFiling(tx: Tx, enterprise: Uuid, id: Uuid): Promise<FilingRow> {
  const found = await maybe<FilingRow>(
    tx,
    sql`select ${columns} from filing where enterprise_id = ${enterprise} and id = ${id}`,
  )
  if (!found) throw notFound()
  return found
}

/** A draft as it was at a revision, for who kept changes of it on a machine meanwhile; nobody but its owner is told. */
export async function readDraftThen(
  tx: Tx,
  { enterprise, id }: { readonly enterprise: Uuid; readonly id: Uuid },
  revision: number,
) {
  const filing = await readFiling(tx, enterprise, id)
  const now = { enterprise, id, revision: filing.revision }
  return draftThen(tx, now, await writtenContent(tx, enterprise, filing), revision)
}
