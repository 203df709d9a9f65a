/** 补签. What was filed first is signed later by the enterprise's signer; and the statement that is read before either. */
import type { Json } from '@jiamao/kernel/canonical'
import type { Uuid } from '@jiamao/kernel/ids'
import type { Subject } from '../identity/index.ts'
import { maybe, run, sql, type Tx } from '../store/index.ts'
import { contentOf } from './advance.ts'
import { type Answer, once, type Request } from './answers.ts'
import { hashOfContent } from './assemble.ts'
import { check } from './check.ts'
import type { Place } from './decide.ts'
import { engineScope, type FilingRow, lockFiling, readFiling } from './drafts.ts'
import type { Engine } from './engine.ts'
import { keep } from './happening.ts'
import { refusedByGate } from './problems.ts'
import { nothingToSign } from './signature-problems.ts'
import { keepSignature, requireSigner, type Signing, signedAs } from './signing.ts'
import { hashOfStatement, type Statement, statementOf } from './statement.ts'

/** Where a filing has a version that somebody still answers for. */
const signable = ['held', 'submitted', 'inReview', 'accepted']

/** What is signed of a filing now, and its hash: of a draft as it would be filed, else of what was filed first. @throws SIGNATURE_NONE_DUE */
export async function statementToSign(
  engine: Engine,
  subject: Subject,
  id: Uuid,
): Promise<{ statement: Statement; hash: string }> {
  requireSigner(subject)
  const scope = engineScope(subject)
  const row = await engine.store.tx(scope, (tx) => readFiling(tx, scope.enterprise, id))
  const isWritten = row.state === 'draft' || row.state === 'returned'
  const statement = isWritten
    ? await ofDraft(engine, subject, row)
    : await engine.store.tx(scope, (tx) => ofFiled(engine, tx, { id, enterprise: scope.enterprise }, row))
  return { statement, hash: hashOfStatement(statement) }
}

async function ofDraft(engine: Engine, subject: Subject, row: FilingRow): Promise<Statement> {
  const definition = engine.catalogue.filing(row.type)!
  if (!definition.signed?.includes('submit')) throw nothingToSign()
  const { content, wire, judgement } = await check(engine, subject, row.id)
  if (content === undefined) {
    const { findings } = judgement
    throw refusedByGate({ count: findings.length }, { more: { findings } })
  }
  const made = {
    filing: row.id,
    ownNumber: definition.key(content as never),
    version: row.state === 'returned' ? row.version + 1 : 1,
    contentHash: hashOfContent(wire),
  }
  return statementOf(definition, engine.directory.organisation(engineScope(subject).enterprise), made, content)
}

/** The statement of a version that waits to be countersigned. @throws SIGNATURE_NONE_DUE */
async function ofFiled(engine: Engine, tx: Tx, { enterprise, id }: Place, row: FilingRow): Promise<Statement> {
  const found = await maybe<{ hash: string }>(
    tx,
    sql`
    select encode(content_hash, 'hex') as hash from filing
     where enterprise_id = ${enterprise} and id = ${id} and countersign_by is not null and state = any (${signable}::text[])`,
  )
  if (!found) throw nothingToSign()
  const definition = engine.catalogue.filing(row.type)!
  const made = { filing: id, ownNumber: row.own_number!, version: row.version, contentHash: found.hash }
  return statementOf(
    definition,
    engine.directory.organisation(enterprise),
    made,
    await contentOf(tx, definition, enterprise, row),
  )
}

/**
 * Signs what was filed first. Late is late, and signed all the same: the task stood open until then.
 *
 * @throws NOT_ALLOWED, SIGNATURE_NONE_DUE, SIGNATURE_CHANGED
 */
export function countersign(
  engine: Engine,
  subject: Subject,
  id: Uuid,
  signing: Signing,
  request: Request,
): Promise<Answer> {
  requireSigner(subject)
  const scope = engineScope(subject)
  const place = { id, enterprise: scope.enterprise }
  return once(engine, scope, request, async (tx) => {
    const row = await lockFiling(tx, scope.enterprise, id)
    const signed = signedAs(await ofFiled(engine, tx, place, row), signing)
    await run(tx, sql`update filing set countersign_by = null where enterprise_id = ${scope.enterprise} and id = ${id}`)
    // Whoever has taken the task on may not be the signer: it is done for all of them.
    await run(
      tx,
      sql`
      update task set state = 'done', holder_id = ${subject.person}, holder_name = ${subject.name}
       where enterprise_id = ${scope.enterprise} and filing_id = ${id} and act = 'countersign' and state = 'open'`,
    )
    const by = { organisation: subject.organisation, person: subject.person }
    const stands = { enterprise: scope.enterprise, by, values: {}, happens: true, state: row.state, ends: false }
    await keep(engine, tx, row, stands, row.known)
    await keepSignature(engine, tx, subject, scope.enterprise, row, signed)
    return { status: 200, body: { id, version: row.version, hash: signed.hash } as Json }
  })
}
