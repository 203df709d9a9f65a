import { defineMachine, type FilingEvent } from './define.ts'

/** Where a filing stands (engines §4). What lives longer is a register row with a machine of its own. */
export type FilingState =
  | 'draft'
  | 'held'
  | 'submitted'
  | 'inReview'
  | 'returned'
  | 'accepted'
  | 'rejected'
  | 'withdrawn'
  | 'cancelled'

/**
 * One machine for all types. `submit` splits by the gate's strongest finding: `hold` leads to a desk, anything weaker
 * sends; a `reject` finding leaves the filing where it is and is no event.
 */
export const lifeCycle = defineMachine<FilingState, FilingEvent>({
  id: 'filing',
  start: 'draft',
  final: ['rejected', 'withdrawn', 'cancelled', 'accepted'],
  rows: [
    { no: 3, from: ['draft', 'returned'], on: 'submitHeld', to: 'held', by: 'filer' },
    { no: 4, from: ['draft', 'returned'], on: 'submit', to: 'submitted', by: 'filer' },
    { no: 5, from: 'held', on: 'release', to: 'submitted', by: 'officer of the parameter’s owner' },
    { no: 6, from: 'submitted', on: 'takenIn', to: 'inReview', by: 'receipt B0, or an officer claims' },
    { no: 7, from: ['held', 'submitted', 'inReview'], on: 'sendBack', to: 'returned', by: 'decider' },
    { no: 8, from: ['submitted', 'inReview'], on: 'accept', to: 'accepted', by: 'last open decider, or the rules' },
    { no: 9, from: ['held', 'submitted', 'inReview', 'returned'], on: 'reject', to: 'rejected', by: 'decider' },
    {
      no: 10,
      from: ['draft', 'held', 'submitted', 'inReview', 'returned'],
      on: 'withdraw',
      to: 'withdrawn',
      by: 'filer',
    },
    { no: 11, from: 'accepted', on: 'amended', to: 'accepted', by: 'an accepted amendment' },
    { no: 12, from: 'accepted', on: 'cancelled', to: 'cancelled', by: 'an accepted cancellation' },
    { no: 15, from: ['draft', 'returned'], on: 'lapse', to: 'withdrawn', by: 'clock' },
  ],
  ignores: [
    {
      in: ['rejected', 'withdrawn', 'cancelled', 'accepted'],
      on: ['takenIn', 'sendBack', 'accept', 'reject'],
      why: 'a late or repeated receipt in a final state is history',
    },
    {
      in: ['held', 'submitted', 'inReview', 'accepted', 'rejected', 'withdrawn', 'cancelled'],
      on: ['submit', 'submitHeld', 'lapse'],
      why: 'only what is being written can be filed or forgotten',
    },
    {
      in: ['draft', 'submitted', 'inReview', 'returned', 'accepted', 'rejected', 'withdrawn', 'cancelled'],
      on: 'release',
      why: 'only what is held can be released',
    },
    {
      in: ['accepted', 'rejected', 'withdrawn', 'cancelled'],
      on: 'withdraw',
      why: 'an accepted filing is cancelled by another filing; the rest has ended',
    },
    {
      in: ['draft', 'held', 'submitted', 'inReview', 'returned', 'rejected', 'withdrawn', 'cancelled'],
      on: ['amended', 'cancelled'],
      why: 'only what was accepted can be changed by another filing',
    },
    {
      in: ['draft', 'returned'],
      on: ['takenIn', 'accept'],
      why: 'not sent in this version: a receipt for an earlier one is history',
    },
    { in: 'draft', on: ['sendBack', 'reject'], why: 'nobody has it' },
    { in: 'held', on: ['takenIn', 'accept'], why: 'nothing was sent while held' },
    { in: 'returned', on: 'sendBack', why: 'it is already back' },
    { in: 'inReview', on: 'takenIn', why: 'already taken in' },
    {
      in: ['draft', 'held', 'submitted', 'inReview', 'returned', 'accepted', 'rejected', 'withdrawn', 'cancelled'],
      on: ['open', 'edit', 'stage'],
      why: 'opening makes the filing; editing and stages change no state',
    },
  ],
})

/** The state that an event leads to; undefined where the pair is one to ignore. */
export function next(state: FilingState, event: (typeof lifeCycle.rows)[number]['on']): FilingState | undefined {
  return lifeCycle.rows.find((row) => row.on === event && [row.from].flat().includes(state))?.to
}
