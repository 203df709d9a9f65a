import type { Subject } from '../identity/index.ts'
import { maybe, sql } from '../store/index.ts'
import type { Place } from './decide.ts'
import type { RiskyAct } from './define.ts'
import type { Engine } from './engine.ts'
import { readingScope } from './read.ts'

/** Whether the type of a filing marks an act as risky. One that the subject does not see is not: the act itself says so. */
export async function isRisky(engine: Engine, subject: Subject, place: Place, act: RiskyAct): Promise<boolean> {
  const found = await engine.store.tx(readingScope(subject, place), (tx) =>
    maybe<{ type: string }>(
      tx,
      sql`select type from filing where enterprise_id = ${place.enterprise} and id = ${place.id}`,
    ),
  )
  return found !== undefined && (engine.catalogue.filing(found.type)?.risky?.includes(act) ?? false)
}
