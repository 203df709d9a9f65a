import type { Json } from '@jiamao/kernel/canonical'
import type { Uuid } from '@jiamao/kernel/ids'
import { leafOf, record } from '../audit/index.ts'
import type { Subject } from '../identity/index.ts'
import { maybe, rows, run, type Scope, sql, type Tx } from '../store/index.ts'
import { type Answer, once, type Request } from './answers.ts'
import type { Engine } from './engine.ts'
import { notAllowed, notFound } from './problems.ts'
import { recused } from './task-problems.ts'
import { worksHere } from './workers.ts'

/** A declared conflict of interest (利益冲突) of an officer with a firm, while it lasts. */
export interface Conflict {
  readonly person: Uuid
  readonly personName: string
  readonly firm: Uuid
  readonly firmName: string
  readonly reason: string
  readonly declaredAt: string
}

/** An office's own rows. */
export const officeScope = ({ organisation }: Subject): Scope & { enterprise: Uuid } => ({
  enterprise: organisation,
  organisation,
  stance: 'owner',
})

/** Conflicts that last, of everybody in the subject's office. */
export const listConflicts = (engine: Engine, subject: Subject): Promise<Conflict[]> =>
  engine.store.tx(officeScope(subject), (tx) => lastingConflicts(tx, subject.organisation))

export const lastingConflicts = (tx: Tx, office: Uuid): Promise<Conflict[]> =>
  rows<Conflict>(
    tx,
    sql`
    select c.person_id as person, c.person_name as "personName", c.firm_id as firm, o.name as "firmName", c.reason, c.declared_at as "declaredAt"
      from conflict c join organisation o on o.id = c.firm_id
     where c.enterprise_id = ${office} and c.ended_at is null order by c.declared_at desc, c.person_id, c.firm_id limit 2000`,
  )

/** Declares one's own conflict with a firm: its cases are not given to who declares it (回避). */
export const declareConflict = (engine: Engine, subject: Subject, firm: Uuid, reason: string, request: Request) =>
  change(engine, subject, firm, request, { act: 'conflict.declare', reason }, (tx) =>
    run(
      tx,
      sql`
      insert into conflict values (${subject.organisation}, ${subject.person}, ${firm}, ${subject.name}, ${reason}, ${engine.clock.machine()}, null)
      on conflict (enterprise_id, person_id, firm_id) do update
        set reason = excluded.reason, ended_at = null,
            declared_at = case when conflict.ended_at is null then conflict.declared_at else excluded.declared_at end`,
    ),
  )

/** Ends one's own conflict with a firm. @throws NOT_FOUND where there is none */
export const endConflict = (engine: Engine, subject: Subject, firm: Uuid, request: Request) =>
  change(engine, subject, firm, request, { act: 'conflict.end', reason: null }, async (tx) => {
    const ended = await run(
      tx,
      sql`
      update conflict set ended_at = ${engine.clock.machine()}
       where enterprise_id = ${subject.organisation} and person_id = ${subject.person} and firm_id = ${firm} and ended_at is null`,
    )
    if (ended === 0) throw notFound()
  })

/** One change of the subject's own declarations, with its leaf, answered once. */
function change(
  engine: Engine,
  subject: Subject,
  firm: Uuid,
  request: Request,
  { act, reason }: { readonly act: string; readonly reason: string | null },
  write: (tx: Tx) => Promise<unknown>,
): Promise<Answer> {
  const { organisation, person, party } = subject
  if (party === 'enterprise' || !worksHere(engine, subject))
    throw notAllowed({ act, who: '部门经办岗', whoEn: 'an officer' })
  if (engine.directory.organisation(firm)?.party !== 'enterprise') throw notFound()
  return once(engine, officeScope(subject), request, async (tx) => {
    await write(tx)
    const leaf = { enterprise: organisation, organisation, actor: person, act, subject: firm, purpose: null }
    await record(tx, leafOf({ ...leaf, detail: { reason } }, engine.clock))
    return { status: 200, body: { firm, person } as Json }
  })
}

/** @throws TASK_CONFLICT where a person of the office has declared a conflict with the firm */
export async function requireNoConflict(
  tx: Tx,
  office: Uuid,
  person: { readonly id: Uuid; readonly name: string },
  firm: Uuid,
): Promise<void> {
  const found = await maybe(
    tx,
    sql`
    select from conflict where enterprise_id = ${office} and person_id = ${person.id} and firm_id = ${firm} and ended_at is null`,
  )
  if (found) throw recused({ person: person.name })
}
