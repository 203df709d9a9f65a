import { type Change, reversed } from './changes.ts'

/** 撤销. What was done and can be taken back, and what was taken back and can be done again. */
export interface History {
  readonly done: readonly (readonly Change[])[]
  readonly undone: readonly (readonly Change[])[]
}

const most = 100

export const nothingDone: History = { done: [], undone: [] }

/** One more step; what was taken back before it is gone, and so is the oldest beyond a hundred. */
export const withStep = ({ done }: History, step: readonly Change[]): History => ({
  done: [...done, step].slice(-most),
  undone: [],
})

interface Turned {
  readonly history: History
  /** What is to be made to the content. */
  readonly changes: readonly Change[]
}

export function undo({ done, undone }: History): Turned | undefined {
  const step = done.at(-1)
  return step && { history: { done: done.slice(0, -1), undone: [...undone, step] }, changes: reversed(step) }
}

export function redo({ done, undone }: History): Turned | undefined {
  const step = undone.at(-1)
  return step && { history: { done: [...done, step], undone: undone.slice(0, -1) }, changes: step }
}
