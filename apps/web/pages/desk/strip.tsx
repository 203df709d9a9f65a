import type { Desk } from '../../api/desk.ts'
import { shortDay, weekdayOf } from '../../parts/formats.ts'
import { deskWords } from '../../words/desk.ts'
import { useLanguage, useWords } from '../../words/words.ts'

/** 未来 14 天. What falls due on which day; rest days by the calendar of the State Council. */
export function Strip({ desk: { days, today } }: { readonly desk: Desk }) {
  const words = useWords(deskWords)
  const language = useLanguage()
  return (
    <section className="card">
      <header>
        <h2>{words.strip}</h2>
        <span className="note">{words.byCalendar}</span>
      </header>
      <ol className="strip">
        {days.map(({ day, isWorkingDay, due }, at) => (
          <li key={day} className={isWorkingDay ? undefined : 'off'} aria-current={day === today ? 'date' : undefined}>
            <span className="unseen">
              {shortDay(day, language)} {isWorkingDay ? '' : words.restDay} {due}
            </span>
            <small aria-hidden="true">{weekdayOf(day, language).slice(0, 2)}</small>
            <b aria-hidden="true">{Number(day.slice(8))}</b>
            <span aria-hidden="true" className={due > 0 ? `count due ${toneOf(at)}` : 'count none'}>
              {due > 99 ? '99+' : due > 0 ? due : isWorkingDay ? '·' : words.rest}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

const toneOf = (at: number) => (at === 0 ? 'tone-red' : at <= 3 ? 'tone-amber' : 'tone-blue')
