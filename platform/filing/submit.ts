import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { amounts, quantities } from '@jiamao/kernel/numbers'
import { outsideMandate, ownerOf, type Subject } from '../identity/index.ts'
import type { Finding } from '../policy/define.ts'
import { one } from '../store/index.ts'
import { type Answer, firstAnswer, type Request } from './answers.ts'
import { assemble, type Filed } from './assemble.ts'
import {
  bookNamed,
  definitionFor,
  engineScope,
  type Opening,
  readFiling,
  requireAbout,
  requireDraft,
  writtenContent,
} from './drafts.ts'
import type { Origin } from './effort.ts'
import type { Engine } from './engine.ts'
import { type Gated, gate } from './gate.ts'
import { writeInGroup } from './group.ts'
import { inTurn } from './in-turn.ts'
import * as problems from './problems.ts'
import { keepRefusal } from './refusal.ts'
import { settleByRule } from './settle.ts'
import { keepSigned, type Signed, type Signing, signedOf } from './signing.ts'
import { type Outcome, type Submission, takeIn } from './take-in.ts'

/** Submits a draft as it was last seen, signed where its type asks and a signer does. @throws the problems of `problems.ts` */
export async function submit(
  engine: Engine,
  subject: Subject,
  id: Uuid,
  expect: number,
  request: Request,
  signing?: Signing,
): Promise<Answer> {
  const scope = engineScope(subject)
  const found = await engine.store.tx(scope, async (tx) => {
    const first = await firstAnswer(tx, scope.enterprise, request)
    if (first) return first
    const row = await readFiling(tx, scope.enterprise, id)
    if (row.revision !== expect) throw problems.changedMeanwhile({ expected: expect, revision: row.revision })
    requireDraft(row, 'submit')
    return { row, wire: await writtenContent(tx, scope.enterprise, row) }
  })
  if ('status' in found) return found
  const { row, wire } = found
  const about = row.about_id ? { id: row.about_id, enterprise: scope.enterprise } : undefined
  const definition = definitionFor(engine, subject, row.type, 'submit', bookNamed(engine, { type: row.type, wire }))
  return take(
    engine,
    subject,
    { id, enterprise: scope.enterprise, definition, wire, origin: row.effort, row, about },
    request,
    signing,
  )
}

/** Opens and submits in one: what machines do, and people for the things of a day. */
export async function file(engine: Engine, subject: Subject, opening: Opening, request: Request): Promise<Answer> {
  const definition = definitionFor(engine, subject, opening.type, 'submit', bookNamed(engine, opening))
  // An answer given once is given again, although the task that asked for it is done by now.
  const answered = opening.about && (await answeredBefore(engine, subject, opening.about.enterprise, request))
  if (answered) return answered
  await requireAbout(engine, subject, definition, opening.about)
  const enterprise = opening.about?.enterprise ?? ownerOf(subject)
  const origin: Origin = { origin: opening.origin, edited: [] }
  return take(
    engine,
    subject,
    { id: newUuid(), enterprise, definition, wire: opening.wire, origin, row: undefined, about: opening.about },
    request,
  )
}

const answeredBefore = (engine: Engine, subject: Subject, enterprise: Uuid, request: Request) =>
  engine.store.tx(engineScope(subject, enterprise), (tx) => firstAnswer(tx, enterprise, request))

type Ended = Exclude<Outcome, { readonly outcome: 'stale' }>

// The book moved between the gate and the lock: judged again, on the new facts. More than this many times is a queue.
const attempts = 8

function take(engine: Engine, subject: Subject, filed: Filed, request: Request, signing?: Signing): Promise<Answer> {
  const touched = filed.definition.touches?.(filed.wire)
  const judged = () => judgeAndWrite(engine, subject, filed, request, signing)
  return touched ? inTurn(engine, `${filed.enterprise} ${touched.book}`, judged) : judged()
}

async function judgeAndWrite(
  engine: Engine,
  subject: Subject,
  filed: Filed,
  request: Request,
  signing: Signing | undefined,
): Promise<Answer> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const tried = await tryOnce(engine, subject, filed, request, signing)
    if ('refused' in tried) return keepRefusal(engine, subject, filed, tried.refused, tried.findings, request)
    if (tried.outcome.outcome !== 'stale') return answerTo(tried.outcome, tried.made, filed)
  }
  throw problems.busy({ book: filed.row?.book ?? '—' })
}

type Tried =
  | { readonly refused: Gated; readonly findings: readonly Finding[] }
  | { readonly made: Submission; readonly outcome: Outcome }

async function tryOnce(
  engine: Engine,
  subject: Subject,
  filed: Filed,
  request: Request,
  signing: Signing | undefined,
): Promise<Tried> {
  const gated = await gate(engine, { ...filed, filing: filed.id, organisation: subject.organisation })
  if (gated.content !== undefined) requireWithin(subject, filed, gated)
  const made = gated.content === undefined ? { findings: [] } : assemble(engine, subject, filed, gated, request)
  if ('findings' in made) return { refused: gated, findings: made.findings }
  const signed = signedOf(engine, subject, filed, gated, made, signing)
  try {
    return { made, outcome: await write(engine, subject, filed, made, signed) }
  } catch (error) {
    // Two filings with one own number met in the index: the next turn finds the first.
    if ((error as { code?: string }).code === '23505') return { made, outcome: { outcome: 'stale' } }
    throw error
  }
}

/** What a mandate can say of a filing only now that it is complete: a book where it is limited to some, and its value. */
function requireWithin({ mandate }: Subject, { definition }: Filed, { book, content }: Gated): void {
  if (!mandate) return
  if (mandate.books && !book) throw outsideMandate({ what: '尚无编号的手册', whatEn: 'a book that has no number yet' })
  if (mandate.most === undefined) return
  const value = definition.value?.(content as never)
  if (value === undefined)
    throw outsideMandate({
      what: `${definition.name.zh}（没有金额）`,
      whatEn: `${definition.name.en} (it has no value)`,
    })
  if (value > BigInt(mandate.most)) {
    const [asked, most] = [value, BigInt(mandate.most)].map((amount) => amounts.print(amount as never))
    throw outsideMandate({ what: `金额 ${asked}，上限 ${most}`, whatEn: `value ${asked}, at most ${most}` })
  }
}

/** Writes a submission; its signature, and acceptance where the rules decide, are in the same transaction. */
function write(
  engine: Engine,
  subject: Subject,
  filed: Filed,
  made: Submission,
  signed: Signed | undefined,
): Promise<Outcome> {
  const statement = takeIn(made)
  const byRule = (made.answer.body as { state: string }).state === 'accepted'
  if (!byRule && !signed && isLarge(made))
    return engine.store.call<{ outcome: Outcome }>(statement).then(([{ outcome }]) => outcome)
  if (!byRule && !signed) return writeInGroup(engine.store, `${filed.enterprise} ${made.book?.book ?? ''}`, statement)
  return engine.store.tx(engineScope(subject, filed.enterprise), async (tx) => {
    const { outcome } = await one<{ outcome: Outcome }>(tx, statement)
    if (outcome.outcome === 'done' && signed) await keepSigned(engine, tx, subject, filed, signed)
    if (outcome.outcome === 'done' && byRule) await settleByRule(engine, tx, subject, filed)
    return outcome
  })
}

/** Takes seconds to write, in more chunks than daily filings have: nobody else should wait for its commit. */
const isLarge = ({ parts }: Submission) => parts.part.length > 8

function answerTo(outcome: Ended, made: Submission, filed: Filed): Answer {
  switch (outcome.outcome) {
    case 'done':
      return made.answer
    case 'replay':
      return { status: outcome.status, body: outcome.body }
    case 'keyReused':
      throw problems.keyReused()
    case 'conflict':
      throw problems.changedMeanwhile({ expected: filed.row?.revision ?? 0, revision: outcome.revision ?? 0 })
    case 'ownNumberTaken':
      if (outcome.sameContent)
        return {
          status: 200,
          body: { id: outcome.id, type: filed.definition.id, ownNumber: made.filing.ownNumber, repeated: true },
        }
      throw problems.ownNumberTaken(
        { ownNumber: made.filing.ownNumber },
        { pointer: '/head/ownNumber', more: { id: outcome.id } },
      )
    case 'notEnough': {
      const errors = outcome.lines.map(({ seq, asked, left }) =>
        problems
          .notEnough({ seq, asked: quantities.print(BigInt(asked)), left: quantities.print(BigInt(left)) })
          .item(),
      )
      throw problems.notEnough(errors[0].values, { errors })
    }
    case 'bookClosed':
      throw problems.bookClosed({ book: made.book?.book ?? '—' })
    case 'notHere':
      throw problems.notHere()
  }
}
