import { existsUnder } from './admit.ts'
import type { Known } from './books.ts'
import { dueOf, isOnlySaved, stageAfter } from './course.ts'
import { decideDeduct, decideDelete, decideReserve, tellBooking, tellDeclaration } from './decide-checklist.ts'
import { decideChange, decideSetUp } from './decide-handbook.ts'
import { decideClose, decideReport } from './decide-write-off.ts'
import type { Decided, Effect, Fact, Filed, Stage, WriteEffect } from './facts.ts'
import { noiseOf } from './noise.ts'
import type { Given, Outcome } from './outcome.ts'
import type { Post } from './post.ts'
import { resultOf } from './receipts.ts'
import { countIn, type Steering } from './steering.ts'

/** Carries a document to the next stage of its course: what is decided, what arrives, what comes after. */
export async function reach(known: Known, stage: Stage, given: Given, post: Post): Promise<Decided> {
  const { filed, steering, course } = known
  const outcome = outcomeOf(known, stage, given)
  const next = stageAfter(course, stage, outcome.isRejected === true)
  const isLast = next === undefined || next === 'moved'

  const own = outcome.receipts.map((receipt) => post.receipt(filed.upload, receipt, steering?.newer))
  const { sent, withheld } =
    stage === 'imported'
      ? { sent: await answers(known, given, post), withheld: [] }
      : delivered(known, stage, own, isLast, post)
  const moved: Effect[] = stage === 'moved' ? [{ do: 'move', upload: filed.upload, to: 'SentBox' }] : []
  const reached: Fact = {
    fact: 'reached',
    document: filed.id,
    ...(next === undefined ? {} : { next: dueOf(filed, steering, { stage: next, before: stage }, given.now) }),
    ...(withheld.length === 0 ? {} : { withheld }),
  }
  return { facts: [...outcome.facts, reached], effects: [...moved, ...sent] }
}

function outcomeOf(known: Known, stage: Stage, given: Given): Outcome {
  const { filed } = known
  const { id } = filed
  switch (stage) {
    case 'imported':
      return { facts: isOnlySaved(filed) ? [{ fact: 'saved', document: id }] : [], receipts: [] }
    case 'completed':
      return { facts: [], receipts: [] }
    case 'moved':
      return { facts: [{ fact: 'moved', document: id }], receipts: [] }
    case 'notTakenIn':
      return { ...told(known, 'Z', given), facts: [{ fact: 'notTakenIn', document: id }] }
    case 'takenIn':
      return told(known, 'Y', given)
    case 'manual':
      return told(known, filed.type === 'EML121' ? 'A' : '2', given)
    case 'manualAgain':
      return told(known, 'B', given)
    case 'contradicted':
      return told(known, '3', given, ['前一回执作废'])
    case 'late':
      return told(known, filed.type === 'EML121' ? '5' : '1', given)
    default:
      return decided(known, filed, stage, given)
  }
}

type Deciding = 'reserved' | 'declared' | 'passed' | 'final' | 'booked'

function decided(known: Known, filed: Filed, stage: Deciding, given: Given): Outcome {
  if (filed.type === 'NPTS001') {
    return filed.declaration === '2' ? decideChange(known, filed, given) : decideSetUp(known, filed, given)
  }
  if (filed.type === 'EML121') {
    return stage === 'passed' ? decideReport(known, filed, given) : decideClose(known, filed, given)
  }
  if (filed.declaration === '3') return decideDelete(known, filed, given)
  switch (stage) {
    case 'declared':
      return tellDeclaration(known, given)
    case 'final':
      return decideDeduct(known, filed, given)
    case 'booked':
      return tellBooking(known, filed, given)
    default:
      return decideReserve(known, filed, given)
  }
}

/** A result that decides nothing. */
function told(known: Known, code: string, { books, now }: Given, notes: readonly string[] = []): Outcome {
  const { filed } = known
  const number = known.number ?? numberFiled(filed)
  const changes = filed.declaration === '2' && number !== undefined ? books.handbook(number).changes : 0
  const times = filed.type === 'EML121' ? 1 : changes
  return { facts: [], receipts: [resultOf(known, { code, on: now.on, number, times, notes })] }
}

/** A change and a report come with the handbook's number; other documents have none before they are accepted. */
function numberFiled(filed: Filed): string | undefined {
  if (filed.type === 'EML121') return filed.body.EmlChgoffBsc?.emlNo
  return filed.type === 'NPTS001' && filed.declaration === '2' ? filed.body.NptsEmlHead?.EmlNo : undefined
}

/** 导入成功, with what else lies there; or the refusal of something that was taken all the same (letter R). */
async function answers(known: Known, { books, now }: Given, post: Post): Promise<WriteEffect[]> {
  const { filed, steering } = known
  const { upload, seqNo, ownNumber } = filed
  const baseName = upload.name.replace(/\.[A-Za-z]+$/, '')
  const body =
    steering?.answer === 'exists'
      ? { EtpsPreentNo: ownNumber, CheckInfo: existsUnder(seqNo), DealFlag: '-1' }
      : { SeqNo: seqNo, EtpsPreentNo: ownNumber, CheckInfo: '导入成功', DealFlag: '0' }
  const noise = steering?.noise ? await noiseOf(steering.noise, known, books, now, post) : []
  return [...noise, ...copies([post.answer(upload, baseName, body)], steering, post)]
}

/** How receipts arrive (letters E, F, K). */
function delivered(
  known: Known,
  stage: Stage,
  own: readonly WriteEffect[],
  isLast: boolean,
  post: Post,
): { sent: readonly WriteEffect[]; withheld: readonly WriteEffect[] } {
  const made = [...known.withheld, ...own]
  switch (known.steering?.delivery) {
    case 'reversed':
      return isLast ? { sent: made.reverse(), withheld: [] } : { sent: [], withheld: made }
    case 'cut':
      return stage === 'completed' ? { sent: made, withheld: [] } : { sent: own.map(cut), withheld: made }
    case 'repeated':
    case undefined:
      return { sent: copies(own, known.steering, post), withheld: [] }
  }
}

function copies(files: readonly WriteEffect[], steering: Steering | undefined, post: Post): WriteEffect[] {
  if (steering?.delivery !== 'repeated') return [...files]
  const more = Array.from({ length: countIn(steering, 2) - 1 })
  return files.flatMap((file) => [file, ...more.map(() => post.again(file))])
}

const cut = (file: WriteEffect): WriteEffect => ({
  ...file,
  content: file.content.slice(0, Math.trunc(file.content.length / 2)),
})
