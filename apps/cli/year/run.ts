import type { LocalDate } from '@jiamao/kernel/time'
import type { Desk } from '../demo/filing.ts'
import { setClock } from '../demo/life.ts'
import type { Stage } from '../demo/stage.ts'
import type { Plan } from './plan.ts'

/** One run: what is planned under which seed, and whether somebody asked it to stop. */
export interface Run {
  readonly stage: Stage
  readonly seed: string
  readonly plans: readonly Plan[]
  readonly operator: Desk
  stopped: boolean
}

/** How many enterprises file at the same time. */
export const most = 8

/** Business time to the start of work on a day. */
export const moveTo = ({ api }: Desk, day: LocalDate) => setClock(api, `${day}T09:00:00+08:00`)
