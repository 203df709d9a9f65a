import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { countOf, type Desk, type OwnDesk } from '../../api/desk.ts'
import { grouped } from '../../parts/formats.ts'
import { deskWords, filled } from '../../words/desk.ts'
import { useWords } from '../../words/words.ts'

interface Given {
  readonly name: string
  readonly value: string
  /** The list that shows exactly what is counted. */
  readonly to: string
  readonly children?: ReactNode
}

function Figure({ name, value, to, children }: Given) {
  return (
    <Link to={to} className="figure-link">
      <span className="quiet">{name}</span>
      <b>{value}</b>
      <small>{children}</small>
    </Link>
  )
}

/** Five figures of an enterprise, each a link to what it counts. */
export function Figures({ desk, own }: { readonly desk: Desk; readonly own: OwnDesk }) {
  const words = useWords(deskWords)
  const { answers, underWay, books, typed } = own
  const since = encodeURIComponent(desk.since)
  return (
    <section className="card figures five" aria-label={words.toDo}>
      <ToDoFigure desk={desk} />
      <Figure
        name={desk.isFirstVisit ? words.answersWeek : words.answersSince}
        value={grouped(String(answers.total))}
        to={`/filings?answeredSince=${since}`}
      >
        {answers.accepted > 0 ? <span className="good">{filled(words.accepted, { n: answers.accepted })}</span> : null}
        {answers.refused > 0 ? <span className="bad">{filled(words.refused, { n: answers.refused })}</span> : null}
      </Figure>
      <Figure
        name={words.underWay}
        value={grouped(String(underWay.underWay))}
        to="/filings?state=held,submitted,inReview"
      >
        {underWay.oldestWorkingDays === null
          ? filled(words.drafts, { n: underWay.drafts })
          : filled(words.oldest, { n: underWay.oldestWorkingDays })}
      </Figure>
      <Figure name={words.books} value={grouped(String(books.inForce))} to="/books">
        {books.ending > 0 ? <span className="warn">{filled(words.ending, { n: books.ending })}</span> : null}
      </Figure>
      <Figure
        name={words.retyped}
        value={grouped(String(typed.typedTwice))}
        to={`/filings?typedTwice=true&filedFrom=${typed.from}`}
      >
        {filled(words.prefilled, {
          k: typed.newest,
          n: grouped(String(typed.prefilled)),
          m: grouped(String(typed.typed)),
        })}
      </Figure>
    </section>
  )
}

/** Five figures of an office: its open matters by their limits. */
export function OfficeFigures({ desk }: { readonly desk: Desk }) {
  const words = useWords(deskWords)
  return (
    <section className="card figures five" aria-label={words.toDo}>
      <ToDoFigure desk={desk} />
      <Figure name={words.overdueFigure} value={countOf(desk, 'overdue')} to="/desk?show=overdue" />
      <Figure name={words.today} value={countOf(desk, 'today')} to="/desk?show=today" />
      <Figure name={words.weekFigure} value={countOf(desk, 'week')} to="/desk?show=week" />
      <Figure name={words.snoozedFigure} value={countOf(desk, 'snoozed')} to="/desk?show=snoozed" />
    </section>
  )
}

function ToDoFigure({ desk }: { readonly desk: Desk }) {
  const words = useWords(deskWords)
  const { counts } = desk
  return (
    <Figure name={words.toDo} value={countOf(desk, 'all')} to="/desk">
      {counts.overdue > 0 ? <span className="bad">{filled(words.late, { n: countOf(desk, 'overdue') })}</span> : null}
      <span className={counts.today > 0 ? 'bad' : undefined}>
        {counts.today > 0 ? filled(words.dueToday, { n: countOf(desk, 'today') }) : words.noneToday}
      </span>
    </Figure>
  )
}
