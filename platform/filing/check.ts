import type { Uuid } from '@jiamao/kernel/ids'
import type { Subject } from '../identity/index.ts'
import { bookNamed, definitionFor, engineScope, readFiling, requireDraft, writtenContent } from './drafts.ts'
import type { Engine } from './engine.ts'
import { type Gated, gate } from './gate.ts'

/** What the gate would say of a draft now. Writes nothing and reserves nothing. */
export async function check(
  engine: Engine,
  subject: Subject,
  id: Uuid,
): Promise<Pick<Gated, 'wire' | 'content' | 'judgement' | 'effort'>> {
  const scope = engineScope(subject)
  const { row, wire } = await engine.store.tx(scope, async (tx) => {
    const row = await readFiling(tx, scope.enterprise, id)
    requireDraft(row, 'check')
    return { row, wire: await writtenContent(tx, scope.enterprise, row) }
  })
  const definition = definitionFor(engine, subject, row.type, 'write', bookNamed(engine, { type: row.type, wire }))
  const { enterprise } = scope
  return gate(engine, {
    definition,
    filing: id,
    enterprise,
    organisation: subject.organisation,
    wire,
    origin: row.effort,
  })
}
