import { momentOf, msOf } from '@jiamao/kernel/time'
import { type Now, workdaysAfter } from './clock.ts'
import { isDeclared } from './decide-checklist.ts'
import type { Due, Filed, Stage } from './facts.ts'
import { isDomesticSale } from './movements.ts'
import { countIn, type Steering } from './steering.ts'

/** Working days that customs takes: until duty on a domestic sale is paid, and to look at a write-off report. */
const workdays = { saleDuty: 2, report: 3 }

/** The stages that a document goes through if nothing speaks against it. */
export function courseOf(filed: Filed, steering: Steering | undefined, sendsTakenIn: boolean): readonly Stage[] {
  const { answer, upload, extra, intake } = steering ?? {}
  const last: Stage[] = upload === 'movesLast' ? ['moved'] : []
  if (answer === 'only' || isOnlySaved(filed)) return ['imported', ...last]
  if (steering && intake === 'fails' && filed.round < countIn(steering, 1)) return ['imported', 'notTakenIn', ...last]
  const stages = usual(filed, steering?.manual === true)
  const first = sendsTakenIn || filed.type !== 'INV101' ? stages : stages.filter((stage) => stage !== 'takenIn')
  return ['imported', ...first, ...(extra ? [extra] : []), ...last]
}

function usual(filed: Filed, isManual: boolean): Stage[] {
  const manual: Stage[] = isManual ? ['manual'] : []
  if (filed.type === 'NPTS001') return ['takenIn', ...manual, 'final']
  if (filed.type === 'EML121') {
    return ['takenIn', ...manual, 'passed', ...(isManual ? (['manualAgain'] as const) : []), 'final']
  }
  if (filed.declaration === '3') return ['takenIn', ...manual, 'final']
  const declared: Stage[] = isDeclared(filed) ? ['declared'] : []
  return ['takenIn', ...manual, 'reserved', ...declared, 'final', 'booked']
}

/** 暂存: saved, not declared. */
export const isOnlySaved = (filed: Filed): boolean => filed.type === 'INV101' && filed.body.DelcareFlag === '0'

/** Stages that also follow a rejection. */
const unconditional: readonly Stage[] = ['completed', 'moved']

/** The stage after one that was just reached, if any. */
export function stageAfter(course: readonly Stage[], reached: Stage, isRejected: boolean): Stage | undefined {
  const rest = course.slice(course.indexOf(reached) + 1)
  return isRejected ? rest.find((stage) => unconditional.includes(stage)) : rest[0]
}

/** When a stage is due. @param before the stage that was just reached; undefined when the file was just taken */
export function dueOf(
  filed: Filed,
  steering: Steering | undefined,
  { stage, before }: { readonly stage: Stage; readonly before?: Stage },
  now: Now,
): Due {
  if (!steering) {
    const days = daysBefore(filed, stage)
    return days === 0 ? { stage, at: now.at } : { stage, at: now.at, on: workdaysAfter(now.today, days) }
  }
  const at = isDelayed(steering, stage, before) ? momentOf(msOf(now.at) + steering.delayMs) : now.at
  return stage === 'late' ? { stage, at, afterClosing: true } : { stage, at }
}

function daysBefore(filed: Filed, stage: Stage): number {
  if (filed.type === 'EML121') return stage === 'passed' ? workdays.report : 0
  if (filed.type !== 'INV101' || filed.declaration === '3' || stage !== 'final') return 0
  return isDomesticSale(filed.body.InvtHeadType?.SupvModecd ?? '') ? workdays.saleDuty : 0
}

function isDelayed({ delay, upload, window }: Steering, stage: Stage, before: Stage | undefined): boolean {
  // It waited already: the file in OutBox, or everything behind the shut window.
  if (upload === 'stalls' || window) return false
  switch (delay) {
    case 'each':
      return true
    case 'afterManual':
      return before === 'manual' || before === 'manualAgain'
    case 'final':
      return stage === 'final'
    case 'extra':
      return stage === 'contradicted' || stage === 'completed' || stage === 'late' || stage === 'moved'
    case undefined:
      return before === 'imported' && stage !== 'moved'
  }
}
