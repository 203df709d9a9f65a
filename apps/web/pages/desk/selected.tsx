import type { Matter } from '../../api/desk.ts'
import { deskWords, filled } from '../../words/desk.ts'
import { useWords } from '../../words/words.ts'
import { Snooze } from './snooze.tsx'

interface Given {
  readonly matters: readonly Matter[]
  readonly today: string
  readonly isAsking: boolean
  onAsk(isAsking: boolean): void
  onDeselect(): void
}

/** 所选事项: what is done with several at once. What could not be done stays selected. */
export function Selected({ matters, today, isAsking, onAsk, onDeselect }: Given) {
  const words = useWords(deskWords)
  return (
    <section className="selected-matters" aria-label={filled(words.selected, { n: matters.length })}>
      <b role="status">{filled(words.selected, { n: matters.length })}</b>
      <button type="button" className="button small" onClick={() => onAsk(!isAsking)}>
        {filled(words.putOffAll, { n: matters.length })} <kbd>S</kbd>
      </button>
      <button type="button" className="button small" onClick={onDeselect}>
        {words.deselect} <kbd>Esc</kbd>
      </button>
      {isAsking ? (
        // Begun anew where others are selected: the last day is that of the first limit.
        <Snooze key={matters.map(({ key }) => key).join()} matters={matters} today={today} onEnd={onDeselect} />
      ) : null}
    </section>
  )
}
