import type { Subject } from '../identity/index.ts'
import type { Tx } from '../store/index.ts'
import { advance } from './advance.ts'
import type { Engine } from './engine.ts'

/** Accepts what the rules decide, in the transaction of its submission. */
export async function settleByRule(
  engine: Engine,
  tx: Tx,
  subject: Subject,
  filed: { readonly id: Subject['person']; readonly enterprise: Subject['person'] },
): Promise<void> {
  await advance(engine, tx, {
    enterprise: filed.enterprise,
    filing: filed.id,
    event: 'accept',
    by: { organisation: subject.organisation, person: null },
    values: {},
    reason: 'rule',
  })
}
