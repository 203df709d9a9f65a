/** 复制与模板. A draft that begins with what another filing of the enterprise says, or with what it keeps by a name. */
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { defineProblem } from '@jiamao/kernel/problem'
import type { Moment } from '@jiamao/kernel/time'
import { leafOf, record } from '../audit/index.ts'
import { ownerOf, type Subject } from '../identity/index.ts'
import { maybe, one, rows, run, sql, type Tx } from '../store/index.ts'
import { type Answer, once, type Request } from './answers.ts'
import { charactersOf } from './changes.ts'
import { copied } from './copied.ts'
import { locate } from './decide.ts'
import type { AnyFiling } from './define.ts'
import { bookNamed, definitionFor, engineScope, insertDraft } from './drafts.ts'
import type { Engine } from './engine.ts'
import { gate } from './gate.ts'
import { notFound } from './problems.ts'
import { look, readContent, readView } from './read.ts'

type Wire = Record<string, unknown>

const notCopied = defineProblem({
  code: 'FILING_NOT_COPIED',
  status: 409,
  zh: {
    title: '这种申报不能复制',
    detail: '“{name}”是对另一份申报的变更或答复，不能复制。',
    remedy: '从要变更的那份申报重新开始。',
  },
  en: {
    title: 'This filing is not copied',
    detail: '“{nameEn}” changes or answers another filing.',
    remedy: 'Begin anew from the filing that is to be changed.',
  },
})
const tooLarge = defineProblem({
  code: 'TEMPLATE_TOO_LARGE',
  status: 413,
  zh: {
    title: '内容太大',
    detail: '模板至多 {most} 百万字符。',
    remedy: '删去不常用的行再存；整份申报用“复制为新草稿”。',
  },
  en: {
    title: 'Too large for a template',
    detail: 'A template holds {most} million characters at most.',
    remedy: 'Take out lines that change, or copy the filing as a whole.',
  },
})
const tooMany = defineProblem({
  code: 'TEMPLATE_TOO_MANY',
  status: 409,
  zh: { title: '模板太多', detail: '一家企业至多 {most} 个模板。', remedy: '删掉不用的模板。' },
  en: { title: 'Too many templates', detail: 'An enterprise keeps {most} at most.', remedy: 'Delete some.' },
})
const millions = 4
const mostTemplates = 200

/** 模板. As a list names it. */
export interface Template {
  readonly id: Uuid
  readonly type: string
  readonly name: string
  readonly book: string | null
  readonly by: string
  readonly at: Moment
}

/** What of a filing of the subject's own enterprise goes into a copy; a look by a mandate is written down. @throws NOT_FOUND, … */
async function contentOf(engine: Engine, subject: Subject, id: Uuid): Promise<{ definition: AnyFiling; wire: Wire }> {
  if ((await locate(engine, subject, id)).enterprise !== ownerOf(subject)) throw notFound()
  const { type, wire } = await look(engine, subject, id, 'copy', async (tx, place) => {
    const filing = await readView(tx, place)
    return { type: filing.type, wire: await readContent(tx, place, filing) }
  })
  const definition = definitionFor(engine, subject, type, 'write', bookNamed(engine, { type, wire }))
  if (definition.on) throw notCopied({ name: definition.name.zh, nameEn: definition.name.en })
  return { definition, wire: await copyOf(engine, subject, definition, wire) }
}

/** The copy, as it would be completed today: what the platform holds now need not be carried over. */
async function copyOf(engine: Engine, subject: Subject, definition: AnyFiling, wire: Wire): Promise<Wire> {
  const own = (copied(definition.content, wire) ?? {}) as Wire
  const { organisation } = subject
  const asked = { definition, filing: newUuid(), enterprise: ownerOf(subject), organisation, wire: own }
  const complete = (await gate(engine, { ...asked, origin: { origin: 'imported', edited: [] } })).wire
  return (copied(definition.content, wire, complete) ?? {}) as Wire
}

/** Opens a draft of a copy; nothing of it counts as typed. */
async function open(engine: Engine, tx: Tx, subject: Subject, made: Made, act: string): Promise<Answer> {
  const { definition, wire, from } = made
  const [id, enterprise] = [newUuid(), ownerOf(subject)]
  const { organisation, person: actor } = subject
  await insertDraft(engine, tx, subject, enterprise, id, definition, { type: definition.id, wire, origin: 'imported' })
  const leaf = { enterprise, organisation, actor, act, subject: from, purpose: null, detail: { draft: id } }
  await record(tx, leafOf(leaf, engine.clock))
  return { status: 201, body: { id, type: definition.id, state: 'draft', revision: 1 } }
}
interface Made {
  readonly definition: AnyFiling
  readonly wire: Wire
  readonly from: Uuid
}

/** 复制为新草稿. Opens a draft with what a filing of one's own enterprise says. @throws NOT_FOUND, FILING_NOT_COPIED, NOT_ALLOWED, MANDATE_OUTSIDE */
export async function copyFiling(engine: Engine, subject: Subject, id: Uuid, request: Request): Promise<Answer> {
  const found = await contentOf(engine, subject, id)
  return once(engine, engineScope(subject), request, (tx) =>
    open(engine, tx, subject, { ...found, from: id }, 'filing.copy'),
  )
}

/** 存为模板. Keeps what a filing says as a template of the enterprise; one of the same name and type is replaced. */
export async function keepTemplate(
  engine: Engine,
  subject: Subject,
  id: Uuid,
  name: string,
  request: Request,
): Promise<Answer> {
  const { definition, wire } = await contentOf(engine, subject, id)
  if (charactersOf(wire) > millions * 1_048_576) throw tooLarge({ most: millions })
  const scope = engineScope(subject)
  const { enterprise, organisation } = scope
  const { person: actor } = subject
  return once(engine, scope, request, async (tx) => {
    const template = newUuid()
    await run(
      tx,
      sql`delete from template where enterprise_id = ${enterprise} and type = ${definition.id} and name = ${name}`,
    )
    const { n } = await one<{ n: number }>(
      tx,
      sql`select count(*)::int as n from template where enterprise_id = ${enterprise}`,
    )
    if (n >= mostTemplates) throw tooMany({ most: mostTemplates })
    await run(
      tx,
      sql`
      insert into template values (${enterprise}, ${template}, ${definition.id}, ${name}, ${bookNamed(engine, { type: definition.id, wire }) ?? null},
        ${JSON.stringify(wire)}, ${actor}, ${subject.name}, ${engine.clock.machine()})`,
    )
    const leaf = { enterprise, organisation, actor, act: 'template.keep', subject: template, purpose: null }
    await record(tx, leafOf({ ...leaf, detail: { name, type: definition.id } }, engine.clock))
    return { status: 201, body: { id: template, name } }
  })
}

/** Templates of the enterprise, by name; under a mandate, of what it covers. */
export async function listTemplates(engine: Engine, subject: Subject): Promise<Template[]> {
  const scope = engineScope(subject)
  const found = await engine.store.tx(scope, (tx) =>
    rows<Template>(
      tx,
      sql`
      select id, type, name, book, by_name as "by", at from template
       where enterprise_id = ${scope.enterprise} order by name, id limit ${mostTemplates}`,
    ),
  )
  const { mandate } = subject
  const isCovered = ({ type, book }: Template) =>
    (mandate?.types?.includes(type) ?? true) && (book === null || (mandate?.books?.includes(book) ?? true))
  return found.filter(isCovered)
}

/** Opens a draft with what a template holds. @throws NOT_FOUND, NOT_ALLOWED, MANDATE_OUTSIDE */
export async function openTemplate(engine: Engine, subject: Subject, id: Uuid, request: Request): Promise<Answer> {
  const scope = engineScope(subject)
  const found = await engine.store.tx(scope, (tx) =>
    maybe<{ type: string; content: Wire }>(
      tx,
      sql`select type, content from template where enterprise_id = ${scope.enterprise} and id = ${id}`,
    ),
  )
  if (!found) throw notFound()
  const { type, content } = found
  const definition = definitionFor(engine, subject, type, 'write', bookNamed(engine, { type, wire: content }))
  const wire = await copyOf(engine, subject, definition, content)
  return once(engine, scope, request, (tx) =>
    open(engine, tx, subject, { definition, wire, from: id }, 'template.open'),
  )
}

/** Deletes a template. @throws NOT_FOUND, also for one that a mandate does not cover */
export async function dropTemplate(engine: Engine, subject: Subject, id: Uuid): Promise<void> {
  const template = (await listTemplates(engine, subject)).find((one) => one.id === id)
  if (!template) throw notFound()
  definitionFor(engine, subject, template.type, 'write', template.book)
  const scope = engineScope(subject)
  await engine.store.tx(scope, async (tx) => {
    await run(tx, sql`delete from template where enterprise_id = ${scope.enterprise} and id = ${id}`)
    const { enterprise, organisation } = scope
    const leaf = { enterprise, organisation, actor: subject.person, act: 'template.drop', subject: id, purpose: null }
    await record(tx, leafOf({ ...leaf, detail: { name: template.name } }, engine.clock))
  })
}
