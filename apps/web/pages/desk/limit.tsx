import type { Matter } from '../../api/desk.ts'
import { shortDay } from '../../parts/formats.ts'
import { deskWords, filled } from '../../words/desk.ts'
import { useLanguage, useWords } from '../../words/words.ts'

// Amber from three working days before, red on the last day and after (workbench §5).
const near = 3

/** 期限, with how much of it is left, in words as well as in colour. */
export function Limit({ matter, today }: { readonly matter: Matter; readonly today: string }) {
  const { due, workingDays, snoozedUntil } = matter
  const words = useWords(deskWords)
  const language = useLanguage()
  if (due === null || workingDays === null)
    return <Shown tone="warn" first={words.noLimit} second={words.clockStands} />
  const second = snoozedUntil
    ? filled(words.snoozedUntil, { n: shortDay(snoozedUntil, language) })
    : filled(due < today ? words.daysLate : words.daysLeft, { n: Math.abs(workingDays) })
  if (due < today) return <Shown tone="bad" first={shortDay(due, language)} second={second} />
  if (due === today) return <Shown tone="bad" first={words.midnight} second={shortDay(due, language)} />
  return <Shown tone={workingDays <= near ? 'warn' : ''} first={shortDay(due, language)} second={second} />
}

const Shown = ({ tone, first, second }: { readonly tone: string; readonly first: string; readonly second: string }) => (
  <div className="limit">
    <b className={tone}>{first}</b>
    <small>{second}</small>
  </div>
)
