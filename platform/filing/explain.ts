import type { Json } from '@jiamao/kernel/canonical'
import { requireMandate, type Subject, whyNot } from '../identity/index.ts'
import { rows, sql, type Tx } from '../store/index.ts'
import { type Answer, once, type Request } from './answers.ts'
import { finishTask } from './claim.ts'
import type { Place } from './decide.ts'
import { engineScope, type FilingRow, lockFiling } from './drafts.ts'
import type { Engine } from './engine.ts'
import { keep, note } from './happening.ts'
import { notAllowed, nothingToExplain } from './problems.ts'
import { tell } from './tell.ts'

/**
 * Explains what the gate let through on that condition (先放行后说明, R8.21): the filer's task is done, the text stands in
 * the filing's history, and the owners of the parameters are told.
 *
 * @throws FILING_NOTHING_TO_EXPLAIN, NOT_ALLOWED, TASK_HELD
 */
export function explain(
  engine: Engine,
  subject: Subject,
  place: Place,
  text: string,
  request: Request,
): Promise<Answer> {
  return once(engine, engineScope(subject, place.enterprise), request, async (tx) => {
    const row = await lockFiling(tx, place.enterprise, place.id)
    const { filer, name } = engine.catalogue.filing(row.type)!
    if (whyNot(subject, filer)) throw notAllowed({ act: 'explain', who: filer.role, whoEn: filer.role })
    requireMandate(subject, { act: 'explain', type: row.type, typeName: name, ...(row.book ? { book: row.book } : {}) })
    if (!(await finishTask(tx, subject, place, 'explain'))) throw nothingToExplain()
    const by = { organisation: subject.organisation, person: subject.person }
    const happening = {
      ...{ enterprise: place.enterprise, by, stage: 'explained', values: {}, reason: text },
      ...{ happens: true, state: row.state, ends: false },
    }
    await keep(engine, tx, row, { ...happening, stage: undefined }, row.known)
    await note(engine, tx, row, happening)
    await tellOwners(engine, tx, place, row)
    return { status: 200, body: { id: place.id, explained: true } as Json }
  })
}

/** Those whose parameters asked for it. */
async function tellOwners(engine: Engine, tx: Tx, { enterprise, id }: Place, row: FilingRow): Promise<void> {
  const owners = await rows<{ owner: string; check: string }>(
    tx,
    sql`
    select f->>'owner' as owner, min(f->>'check') as check
      from (select findings from judgement where enterprise_id = ${enterprise} and filing_id = ${id} order by n desc limit 1) as j,
           jsonb_array_elements(j.findings) as f
     where f->>'effect' = 'explain' group by 1`,
  )
  for (const { owner, check } of owners) {
    const office = engine.directory.office(owner)
    if (!office) continue
    const values = { number: row.own_number ?? '', check }
    await tell(engine, tx, { enterprise, filing: id, whom: [office], kind: 'filing.explained', values })
  }
}
