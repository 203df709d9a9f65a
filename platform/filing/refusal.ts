import type { Json } from '@jiamao/kernel/canonical'
import { newUuid } from '@jiamao/kernel/ids'
import type { Subject } from '../identity/index.ts'
import type { Finding } from '../policy/define.ts'
import { strongestOf } from '../policy/index.ts'
import { run, sql } from '../store/index.ts'
import { type Answer, once, type Request } from './answers.ts'
import type { AnyFiling } from './define.ts'
import { engineScope, type FilingRow, insertDraft, lockFiling, type Opening } from './drafts.ts'
import type { Origin } from './effort.ts'
import type { Engine } from './engine.ts'
import type { Gated } from './gate.ts'
import { changedMeanwhile } from './problems.ts'

/**
 * Keeps what the gate refused: the draft with everything that was given (a filing that had none gets one), and the
 * judgement with all findings. Nothing is lost, nothing is reserved, and the same key brings the same answer.
 */
export function keepRefusal(
  engine: Engine,
  subject: Subject,
  filed: {
    readonly id: FilingRow['id']
    readonly enterprise: FilingRow['id']
    readonly definition: AnyFiling
    readonly wire: Record<string, unknown>
    readonly origin: Origin
    readonly row: FilingRow | undefined
    readonly about: Opening['about']
  },
  gated: Gated,
  more: readonly Finding[],
  request: Request,
): Promise<Answer> {
  const findings = more.length > 0 ? more : gated.judgement.findings
  const { enterprise, definition, row } = filed
  return once(engine, engineScope(subject, enterprise), request, async (tx) => {
    const id = row ? filed.id : newUuid()
    if (row) {
      const { revision } = await lockFiling(tx, enterprise, id)
      // Submitted or changed by somebody else while it was judged: what was judged is no longer there.
      if (revision !== row.revision) throw changedMeanwhile({ expected: row.revision, revision })
    } else
      await insertDraft(engine, tx, subject, enterprise, id, definition, {
        type: definition.id,
        wire: filed.wire,
        origin: filed.origin.origin,
        about: filed.about,
      })
    await run(
      tx,
      sql`
      insert into judgement
        select ${enterprise}, ${id}, coalesce(max(n), 0) + 1, ${row?.version ?? 1}::int, ${gated.policy.edition}, ${strongestOf(findings)},
               ${JSON.stringify(gated.facts)}::jsonb, ${JSON.stringify(findings)}::jsonb, ${engine.clock.machine()}::timestamptz
          from judgement where enterprise_id = ${enterprise} and filing_id = ${id}`,
    )
    const body = {
      refused: true,
      id,
      type: definition.id,
      state: row?.state ?? 'draft',
      revision: row?.revision ?? 1,
      edition: gated.policy.edition,
      findings,
    }
    return { status: 422, body: body as unknown as Json }
  })
}
