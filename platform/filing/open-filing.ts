/** A filing's page: everything that it begins with, asked at once. */
import type { Uuid } from '@jiamao/kernel/ids'
import { record } from '../audit/index.ts'
import { ownerOf, type Subject } from '../identity/index.ts'
import type { Tx } from '../store/index.ts'
import type { Place } from './decide.ts'
import type { Engine } from './engine.ts'
import { lookAt, noteLook, type Sight, sightsOf } from './looks.ts'
import { readShown } from './parts.ts'
import { notFound } from './problems.ts'
import { type FilingView, maybeView, readingScope, readJudgement } from './read.ts'
import { readCourse, type Standing, standing } from './standing.ts'

interface Opened extends FilingView {
  readonly content: Record<string, unknown>
  readonly judgement: Awaited<ReturnType<typeof readJudgement>> | null
  readonly standing: Standing
}

/**
 * Opens a filing. What others look at is written down in the transaction that reads it (S9.1).
 *
 * @param had the revision that the asker has already: its content may be 100,000 lines
 * @returns undefined where nothing changed since
 * @throws NOT_FOUND, also for what is not the subject's to see
 */
export async function openFiling(
  engine: Engine,
  subject: Subject,
  id: Uuid,
  had?: number,
): Promise<Opened | undefined> {
  const seen = subject.party === 'enterprise' ? [] : await sightsOn(engine, subject, id)
  const place: Place = { id, enterprise: seen[0]?.enterprise ?? ownerOf(subject) }
  const scope = readingScope(subject, place)
  const reading = (tx: Tx) =>
    Promise.all([
      maybeView(tx, place),
      readShown(tx, place.enterprise, id, had ?? null),
      readJudgement(tx, place),
      readCourse(tx, place),
    ])
  const [filing, content, judgement, course] = subject.mandate
    ? await engine.store.tx(scope, async (tx) => {
        const found = await reading(tx)
        // A mandate may not reach this filing: then nothing was seen.
        if (found[0]) await noteLook(engine, tx, subject, place, what)
        return found
      })
    : await engine.store.ask(scope, async (tx) => {
        const noted = scope.stance === 'party' && record(tx, lookAt(engine, subject, place, what, seen))
        const [found] = await Promise.all([reading(tx), noted])
        return found
      })
  if (!filing) throw notFound()
  if (filing.revision === had) return undefined
  return { ...filing, content, judgement: judgement ?? null, standing: standing(engine, filing, course) }
}

const what = 'filing'

/** What lets a party see a filing, whosever it is. @throws NOT_FOUND where nothing does */
async function sightsOn({ store }: Engine, subject: Subject, id: Uuid): Promise<Sight[]> {
  const { organisation } = subject
  const seen = await store.ask({ organisation, stance: 'party' }, (tx) => sightsOf(tx, subject, [id]))
  if (seen.length === 0) throw notFound()
  return seen
}
