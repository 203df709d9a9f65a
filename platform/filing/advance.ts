import { shape } from '@jiamao/kernel/fields'
import type { Uuid } from '@jiamao/kernel/ids'
import { run, sql, type Tx } from '../store/index.ts'
import { carryOut } from './acts.ts'
import type { Act, ActGiven, AnyFiling } from './define.ts'
import { type FilingRow, lockFiling } from './drafts.ts'
import type { Engine } from './engine.ts'
import { type Happening, keep, note, textsOf } from './happening.ts'
import { type FilingState, next } from './life-cycle.ts'
import { readFiled } from './parts.ts'

/** One step of a filing's life after it was submitted: a receipt, a decision, a clock. */
export interface Step extends Omit<Happening, keyof Move> {
  readonly filing: Uuid
  /** Version that the step speaks of; a step for another version is history. */
  readonly version?: number
}

/** `history`: kept as an event, with no effect, because the filing has gone on or ended. */
export type Advanced = 'done' | 'history'

/** Where a step leads. */
type Move = Pick<Happening, 'happens' | 'state' | 'ends'>

const ends: readonly FilingState[] = ['accepted', 'rejected', 'withdrawn', 'cancelled']
/** A stage may still come after acceptance: numbers and bookings are consequences (B3). */
const takesStages: readonly FilingState[] = ['submitted', 'inReview', 'accepted']

/** Takes a filing one step on, in the transaction of its caller: state, effects, event and audit leaf together. */
export async function advance(engine: Engine, tx: Tx, step: Step): Promise<Advanced> {
  const row = await lockFiling(tx, step.enterprise, step.filing)
  const definition = engine.catalogue.filing(row.type)
  if (!definition) throw new Error(`filing ${row.id} is of the unknown type ${row.type}`)
  const move = moveOf(row, step)
  const known = move.happens ? { ...row.known, ...textsOf(step.values) } : row.known
  if (move.happens) {
    const acts = await actsOf(engine, tx, definition, row, step, move, known)
    await carryOut(engine, tx, acts, { enterprise: step.enterprise, row, definition, by: step.by })
    if (move.ends || move.state === 'returned') await dropTasks(tx, step, move.state)
  }
  const happening: Happening = { ...step, ...move }
  await keep(engine, tx, row, happening, known)
  await note(engine, tx, row, happening)
  return move.happens ? 'done' : 'history'
}

function moveOf(row: FilingRow, { event, stage, version }: Step): Move {
  const stands = { happens: false, state: row.state, ends: false }
  if (version !== undefined && version !== row.version) return stands
  if (event === undefined) return { ...stands, happens: stage !== undefined && takesStages.includes(row.state) }
  const state = next(row.state, event)
  return state === undefined ? stands : { happens: true, state, ends: ends.includes(state) }
}

/** What a step does: the type's own acts; a filing that ends without acceptance also gives back what it had reserved. */
async function actsOf(
  engine: Engine,
  tx: Tx,
  definition: AnyFiling,
  row: FilingRow,
  step: Step,
  move: Move,
  known: Record<string, string>,
): Promise<readonly Act[]> {
  const given: ActGiven = {
    on: engine.clock.today(),
    at: engine.clock.now(),
    filing: row.id,
    values: step.values,
    known,
    policy: engine.policies.inForce(engine.clock.today(), engine.clock.machine()),
  }
  const backs = ['returned', 'rejected', 'withdrawn'].includes(move.state) && move.state !== row.state
  const released: Act[] = move.state === 'returned' || !backs ? [] : [{ act: 'settle', as: 'released', on: given.on }]
  // A draft was never with anybody: nothing has to be undone.
  const undoes = backs && row.state !== 'draft' && definition.back
  const accepts = step.event === 'accept' && definition.accept
  const stages = step.stage !== undefined && definition.stage
  if (!undoes && !accepts && !stages) return released
  const content = (await contentOf(tx, definition, step.enterprise, row)) as never
  return [
    ...released,
    ...(undoes ? definition.back!(content, given) : []),
    ...(stages ? definition.stage!(content, step.stage!, given) : []),
    ...(accepts ? definition.accept!(content, given) : []),
  ]
}

/** The content as filed, read again by its schema: it was right then, so a fault here is ours. */
export async function contentOf(
  tx: Tx,
  definition: AnyFiling,
  enterprise: Uuid,
  row: Pick<FilingRow, 'id' | 'version'>,
): Promise<unknown> {
  const wire = await readFiled(tx, enterprise, row.id, row.version)
  // Codes were in force on the filing date and are not judged again.
  const shaped = shape(definition.content, wire, { has: () => true })
  if (shaped.content !== undefined) return shaped.content
  throw new Error(`filing ${row.id} no longer fits its schema: ${JSON.stringify(shaped.faults.slice(0, 3))}`)
}

/**
 * What was asked of people about a filing that ended or went back: filed again, it is asked again. An explanation of what
 * was accepted is still owed (R8.21), and so is the signature of what was filed first.
 */
const dropTasks = (tx: Tx, { enterprise, filing }: Step, state: FilingState) =>
  run(
    tx,
    sql`
    update task set state = 'dropped' where enterprise_id = ${enterprise} and filing_id = ${filing} and state = 'open'
       and (act not in ('explain', 'countersign') or ${state} <> 'accepted')`,
  )
