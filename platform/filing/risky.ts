import type { Subject } from '../identity/index.ts'
import type { Place } from './decide.ts'
import type { RiskyAct } from './define.ts'
import type { Engine } from './engine.ts'
import { typeOf } from './type-of.ts'

/** Whether the type of a filing marks an act as risky. One that the subject does not see is not: the act itself says so. */
export async function isRisky(engine: Engine, subject: Subject, place: Place, act: RiskyAct): Promise<boolean> {
  const type = await typeOf(engine, subject, place)
  return type !== undefined && (engine.catalogue.filing(type)?.risky?.includes(act) ?? false)
}
