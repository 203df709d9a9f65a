import type { Subject } from '../identity/index.ts'
import { maybe, sql } from '../store/index.ts'
import type { Place } from './decide.ts'
import type { Engine } from './engine.ts'
import { readingScope } from './read.ts'

/** The type of a filing; undefined for one that the subject does not see. */
export async function typeOf({ store }: Engine, subject: Subject, place: Place): Promise<string | undefined> {
  const found = await store.tx(readingScope(subject, place), (tx) =>
    maybe<{ type: string }>(
      tx,
      sql`select type from filing where enterprise_id = ${place.enterprise} and id = ${place.id}`,
    ),
  )
  return found?.type
}
