import { Link } from 'react-router'
import type { Answered, Desk, OwnDesk } from '../../api/desk.ts'
import { clockTime } from '../../parts/formats.ts'
import { PartyGlyph, StateTag } from '../../parts/signs.tsx'
import { deskWords, filled } from '../../words/desk.ts'
import { useLanguage, useSay, useWords } from '../../words/words.ts'

/** 答复. What others said of our filings since the last visit. */
export function Answers({ desk, own: { answers } }: { readonly desk: Desk; readonly own: OwnDesk }) {
  const words = useWords(deskWords)
  const language = useLanguage()
  const { items, total } = answers
  return (
    <section className="card">
      <header>
        <h2>{desk.isFirstVisit ? words.answersWeek : words.answersSince}</h2>
        <span className="note">{filled(words.since, { n: clockTime(desk.since, language).slice(0, -3) })}</span>
        {total > 0 ? (
          <Link className="end" to={`/filings?answeredSince=${encodeURIComponent(desk.since)}`}>
            {filled(words.allAnswers, { n: total })}
          </Link>
        ) : null}
      </header>
      {items.length === 0 ? (
        <p className="empty">{words.noAnswers}</p>
      ) : (
        <ul className="answers">
          {items.slice(0, 8).map((answer) => (
            <Answer key={answer.filing} answer={answer} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Answer({ answer: { filing, title, type, known, state, party, businessAt } }: { readonly answer: Answered }) {
  const language = useLanguage()
  const say = useSay()
  const [day, time] = clockTime(businessAt, language)
    .match(/^(.*) (\d\d:\d\d)/)
    ?.slice(1) ?? ['', '']
  return (
    <li>
      <time dateTime={businessAt}>
        {day}
        <br />
        {time}
      </time>
      <PartyGlyph party={party} />
      <Link to={`/filings/${filing}`}>
        {say(title ?? type)}
        <small>{known.number ?? say(type)}</small>
      </Link>
      <StateTag state={state} />
    </li>
  )
}
