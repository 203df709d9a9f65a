import type { Task } from '../api/types.ts'
import { queueWords } from '../words/queue.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { dayOf } from './formats.ts'

/** 期限, in words: what is left of it in working days; red on its last day and after, amber from 80 % (workbench §5). */
export function Limit({ task, now }: { readonly task: Task; readonly now: string | undefined }) {
  const words = useWords(queueWords)
  const language = useLanguage()
  const { daysLeft, dueAt } = task
  const used = usedOf(task, now)
  const tone = daysLeft <= 0 ? 'late' : used >= 0.8 ? 'soon' : 'far'
  const text = textOf(daysLeft, words)
  return (
    <span className={`limit ${tone}`} title={`${dayOf(dueAt, language)} 24:00`}>
      {text}
      <progress max={1} value={used} aria-hidden="true" />
    </span>
  )
}

function textOf(daysLeft: number, words: Readonly<Record<keyof typeof queueWords, string>>): string {
  if (daysLeft === 0) return words.today
  if (daysLeft === 1) return words.oneDayLeft
  if (daysLeft === -1) return words.oneDayLate
  return (daysLeft < 0 ? words.workingDaysLate : words.workingDaysLeft).replace('{n}', String(Math.abs(daysLeft)))
}

/** How much of the limit is gone, from the day of filing: 0 to 1. */
function usedOf({ filedOn, dueAt }: Task, now: string | undefined): number {
  if (filedOn === null || now === undefined) return 0
  const [from, until] = [Date.parse(`${filedOn}T00:00:00+08:00`), Date.parse(dueAt)]
  return Math.min(Math.max((Date.parse(now) - from) / (until - from), 0), 1)
}
