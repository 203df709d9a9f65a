import { useState } from 'react'
import { Link } from 'react-router'
import type { LowLine, OwnDesk } from '../../api/desk.ts'
import { dayOf, grouped } from '../../parts/formats.ts'
import { deskWords, filled } from '../../words/desk.ts'
import { useLanguage, useSay, useWords } from '../../words/words.ts'

/** 余量预警. Lines whose room ends soonest at the present rate; each opens its arithmetic. */
export function Low({ own: { low, rateDays } }: { readonly own: OwnDesk }) {
  const words = useWords(deskWords)
  return (
    <section className="card">
      <header>
        <h2>{words.low}</h2>
        <span className="note">{filled(words.byRate, { n: rateDays })}</span>
      </header>
      {low.length === 0 ? (
        <p className="empty">{words.nothingLow}</p>
      ) : (
        <ul className="low">
          {low.map((line) => (
            <Line key={`${line.book} ${line.side} ${line.seq}`} line={line} rateDays={rateDays} />
          ))}
        </ul>
      )}
    </section>
  )
}

interface Given {
  readonly line: LowLine
  readonly rateDays: number
}

function Line({ line, rateDays }: Given) {
  const words = useWords(deskWords)
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  const { name, book, side, seq, usedShare, left, unit } = line
  const percent = (usedShare / 10).toFixed(1)
  const tone = toneOf(line)
  return (
    <li>
      <button type="button" aria-expanded={isOpen} title={arithmetic(line, rateDays)} onClick={() => setOpen(!isOpen)}>
        <span className="name">
          {name}
          <small>
            {book} · {side === 'I' ? words.material : words.product} {seq}
          </small>
        </span>
        <span className="used">
          <i className={tone} aria-hidden="true">
            <i style={{ width: `${Math.min(usedShare / 10, 100)}%` }} />
          </i>
          <small>{filled(words.usedOf, { n: percent })}</small>
        </span>
        <span className="left">
          {grouped(left)} {say(unit)}
          <small className={tone}>
            <When line={line} />
          </small>
        </span>
      </button>
      {isOpen ? <Terms line={line} rateDays={rateDays} /> : null}
    </li>
  )
}

// Red where it ends within a fortnight, amber where it ends before its book.
const toneOf = ({ days, runsOutOn, validTo }: LowLine) => (days <= 14 ? 'bad' : runsOutOn <= validTo ? 'warn' : 'good')

function When({ line: { days, runsOutOn, validTo } }: { readonly line: LowLine }) {
  const words = useWords(deskWords)
  if (days === 0) return words.usedUp
  return runsOutOn > validTo ? words.notBefore : filled(words.runsOut, { n: runsOutOn.slice(5) })
}

const arithmetic = ({ left, recent, days, runsOutOn }: LowLine, rateDays: number) =>
  `${grouped(left)} × ${rateDays} ÷ ${grouped(recent)} = ${days} → ${runsOutOn}`

/** The arithmetic, term by term, and the book that it comes from. */
function Terms({ line, rateDays }: Given) {
  const words = useWords(deskWords)
  const language = useLanguage()
  const rows = [
    [words.ceilingTerm, grouped(line.ceiling)],
    [words.usedTerm, `− ${grouped(line.used)}`],
    [words.leftTerm, `= ${grouped(line.left)}`],
    [filled(words.recentTerm, { n: rateDays }), grouped(line.recent)],
    [words.daysTerm, `${grouped(line.left)} × ${rateDays} ÷ ${grouped(line.recent)} = ${line.days}`],
  ]
  return (
    <div className="terms">
      <dl>
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Link to={`/write-off?book=${line.book}`}>{words.toBook}</Link>{' '}
      <span className="quiet">
        {words.validTo} {dayOf(line.validTo, language)}
      </span>
    </div>
  )
}
