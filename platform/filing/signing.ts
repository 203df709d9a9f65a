/** 签名. Whether a submission is signed at once or countersigned later, and the writing of either in its transaction. */
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import type { Moment } from '@jiamao/kernel/time'
import { type ProvedBy, type Subject, signer, whyNot } from '../identity/index.ts'
import { afterWorkingDays, type PolicyInForce } from '../policy/index.ts'
import { run, sql, type Tx } from '../store/index.ts'
import type { Filed } from './assemble.ts'
import type { AnyFiling } from './define.ts'
import { type FilingRow, lockFiling } from './drafts.ts'
import type { Engine } from './engine.ts'
import type { Gated } from './gate.ts'
import { note } from './happening.ts'
import { notAllowed } from './problems.ts'
import { endOf } from './routing.ts'
import { signatureChanged, signatureDue } from './signature-problems.ts'
import { hashOfStatement, type Statement, statementOf } from './statement.ts'
import type { Submission } from './take-in.ts'

/** A person's will to sign: the hash of the statement that they read, and by what they proved who they are. */
export interface Signing {
  readonly hash: string
  readonly means: ProvedBy
}

/** Only the enterprise's own signer signs: no mandate reaches so far. @throws NOT_ALLOWED */
export function requireSigner(subject: Subject): void {
  if (subject.mandate || whyNot(subject, { party: 'enterprise', role: signer }))
    throw notAllowed({ act: '签名', who: '本企业的授权签字人', whoEn: 'the enterprise’s own signer' })
}

/** How a submission that asks for a signature is made: with it, or with a task to countersign. */
export type Signed =
  | { readonly statement: Statement; readonly hash: string; readonly means: ProvedBy }
  | { readonly dueAt: Moment; readonly task: object }

/**
 * What becomes of the signature of a submission; undefined where its type asks for none.
 *
 * @throws SIGNATURE_DUE where policy lets nobody file first, SIGNATURE_CHANGED where something else was read, NOT_ALLOWED
 */
export function signedOf(
  engine: Engine,
  subject: Subject,
  { id, enterprise, definition }: Pick<Filed, 'id' | 'enterprise' | 'definition'>,
  { policy, content }: Pick<Gated, 'policy' | 'content'>,
  { filing: made, judgement }: Submission,
  signing: Signing | undefined,
): Signed | undefined {
  if (!definition.signed?.includes('submit')) return undefined
  const { ownNumber, version, contentHash } = made
  if (!signing) {
    const dueAt = countersignBy(policy, definition)
    const { strongest } = judgement
    return { dueAt, task: { ...made.title, number: ownNumber, type: definition.id, filedOn: policy.on, strongest } }
  }
  requireSigner(subject)
  const firm = engine.directory.organisation(enterprise)
  const statement = statementOf(definition, firm, { filing: id, ownNumber, version, contentHash }, content)
  return signedAs(statement, signing)
}

/** @throws SIGNATURE_CHANGED where the signer read another statement */
export function signedAs(statement: Statement, { hash, means }: Signing) {
  const now = hashOfStatement(statement)
  if (hash !== now) throw signatureChanged({}, { more: { statement, hash: now } })
  return { statement, hash, means }
}

/** By when what was filed first is signed: so many working days, a dated row. @throws SIGNATURE_DUE */
function countersignBy(policy: PolicyInForce, { id, name }: AnyFiling): Moment {
  const later = policy.setting(`signature.later ${id}`)
  if (!later) throw signatureDue({ type: name.zh, typeEn: name.en })
  return endOf(afterWorkingDays(policy, policy.on, Number(later.value)))
}

/** Writes the signature of a submission, or who has to give it by when. */
export async function keepSigned(
  engine: Engine,
  tx: Tx,
  subject: Subject,
  { id, enterprise }: Pick<Filed, 'id' | 'enterprise'>,
  signed: Signed,
): Promise<void> {
  const by = 'dueAt' in signed ? signed.dueAt : null
  await run(tx, sql`update filing set countersign_by = ${by} where enterprise_id = ${enterprise} and id = ${id}`)
  if (!('dueAt' in signed))
    return keepSignature(engine, tx, subject, enterprise, await lockFiling(tx, enterprise, id), signed)
  await run(
    tx,
    sql`
    insert into task values (${enterprise}, ${newUuid()}, ${enterprise}, ${id}, 'countersign', ${JSON.stringify(signed.task)}, ${signed.dueAt},
      1, 'open', null, 0, ${engine.clock.machine()})`,
  )
}

/** Writes a signature, its line in the filing's history and its leaf in the audit. */
export async function keepSignature(
  engine: Engine,
  tx: Tx,
  subject: Subject,
  enterprise: Uuid,
  row: FilingRow,
  { statement, hash, means }: Exclude<Signed, { dueAt: Moment }>,
): Promise<void> {
  const { person, name, organisation } = subject
  await run(
    tx,
    sql`
    insert into signature values (${enterprise}, ${row.id}, ${statement.version}, ${JSON.stringify(statement)}, ${Buffer.from(hash, 'hex')},
      ${means}, ${person}, ${name}, ${organisation}, ${engine.clock.now()}, ${engine.clock.machine()})`,
  )
  await note(engine, tx, row, {
    ...{ enterprise, by: { organisation, person }, stage: 'signed', values: { hash, means } },
    ...{ happens: true, state: row.state, ends: false },
  })
}
