import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { countOf, type Desk, type Matter, type Shown, useOwnActs } from '../../api/desk.ts'
import { useListKeys } from '../../parts/keys.ts'
import { useListOrder } from '../../parts/list-order.ts'
import { PartyGlyph } from '../../parts/signs.tsx'
import { Arrived, useSteady } from '../../parts/steady.tsx'
import { deskWords, filled } from '../../words/desk.ts'
import { useSay, useWords } from '../../words/words.ts'
import { Limit } from './limit.tsx'
import { Selected } from './selected.tsx'
import { Snooze } from './snooze.tsx'

interface Given {
  readonly desk: Desk
  readonly show: Shown
  readonly isBefore: boolean
}

/** 要办. Soonest limit first; each with its party, its consequence and one act. */
export function ToDo({ desk, show, isBefore }: Given) {
  const words = useWords(deskWords)
  const go = useNavigate()
  const acts = useOwnActs()
  const list = useSteady(desk.matters, ({ key }) => key, isBefore ? '' : `${show} ${acts}`)
  const matters = list.shown
  useListOrder(matters.flatMap(({ filing }) => filing ?? []))
  const [asking, setAsking] = useState<string>()
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const selected = matters.filter(({ key }) => keys.has(key))
  const toggle = (key: string) =>
    setKeys((before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]))
  const [isPuttingOff, setPuttingOff] = useState(false)
  const deselect = () => {
    setKeys(new Set())
    setPuttingOff(false)
  }
  const open = (at: number) => go(matters[at].path)
  const chosen = useListKeys(matters.length, open, {
    e: open,
    x: (at) => toggle(matters[at].key),
    s: (at) => (selected.length > 0 ? setPuttingOff(true) : setAsking(matters[at].key)),
    Escape: deselect,
  })
  return (
    <section className="card" aria-label={words.toDo}>
      <Lists desk={desk} show={show} />
      {selected.length > 0 ? (
        <Selected
          matters={selected}
          today={desk.today}
          isAsking={isPuttingOff}
          onAsk={setPuttingOff}
          onDeselect={deselect}
        />
      ) : null}
      <div className="matter-head" aria-hidden="true">
        <span />
        <span>{words.limit}</span>
        <span>{words.matter}</span>
        <span />
        <span>{words.consequence}</span>
      </div>
      <Arrived list={list} />
      {matters.length === 0 ? (
        <p className="empty">
          {show === 'all' ? words.nothing : words.nothingHere}{' '}
          {desk.own ? filled(words.latestAnswers, { n: desk.own.answers.total }) : ''}
        </p>
      ) : (
        <ul className="matters">
          {matters.map((matter, at) => (
            <Row
              key={matter.key}
              matter={matter}
              today={desk.today}
              isChosen={at === chosen}
              isAsking={matter.key === asking}
              isSelected={keys.has(matter.key)}
              onSelect={toggle}
              onAsk={setAsking}
            />
          ))}
        </ul>
      )}
      <footer className="foot">
        {filled(words.shownOf, { n: matters.length, m: countOf(desk, show) })} · {words.sortedByLimit}
      </footer>
    </section>
  )
}

const lists = ['all', 'overdue', 'today', 'week', 'returned', 'explain', 'due', 'snoozed'] as const

/** The lists that have something in them, and the one that is shown. */
function Lists({ desk, show }: { readonly desk: Desk; readonly show: Shown }) {
  const { counts } = desk
  const words = useWords(deskWords)
  const names: Readonly<Record<Shown, string>> = {
    all: words.all,
    overdue: words.overdueFigure,
    today: words.today,
    week: words.weekFigure,
    returned: words.returned,
    explain: words.explain,
    due: words.due,
    snoozed: words.snoozedFigure,
  }
  return (
    <nav className="lists" aria-label={words.toDo}>
      {lists
        .filter((list) => list === 'all' || list === show || counts[list] > 0)
        .map((list) => (
          <Link
            key={list}
            to={list === 'all' ? '/desk' : `/desk?show=${list}`}
            aria-current={list === show ? 'page' : undefined}
          >
            {names[list]} <em>{countOf(desk, list)}</em>
          </Link>
        ))}
    </nav>
  )
}

interface RowGiven {
  readonly matter: Matter
  readonly today: string
  readonly isChosen: boolean
  readonly isAsking: boolean
  readonly isSelected: boolean
  onAsk(key: string | undefined): void
  onSelect(key: string): void
}

function Row({ matter, today, isChosen, isAsking, isSelected, onAsk, onSelect }: RowGiven) {
  const words = useWords(deskWords)
  const say = useSay()
  return (
    <li className={isSelected ? 'matter selected' : 'matter'} aria-current={isChosen ? 'true' : undefined}>
      <label className="pick">
        <input
          type="checkbox"
          aria-label={filled(words.select, { matter: say(matter.title) })}
          checked={isSelected}
          onChange={() => onSelect(matter.key)}
        />
      </label>
      <Limit matter={matter} today={today} />
      <div className="what">
        <b>{say(matter.title)}</b>
        <small title={matter.ground}>
          {matter.firm ? `${matter.firm} · ` : ''}
          {say(matter.detail)}
        </small>
      </div>
      <PartyGlyph party={matter.party} />
      <div className="consequence">
        <small className="narrow">{words.consequence}</small>
        {say(matter.consequence)}
      </div>
      <div className="does">
        <button type="button" className="link" onClick={() => onAsk(isAsking ? undefined : matter.key)}>
          {words.snooze}
        </button>
        <Link className={isChosen ? 'button primary small' : 'button small'} to={matter.path}>
          {say(matter.act)}
        </Link>
      </div>
      {isAsking ? <Snooze matters={[matter]} today={today} onEnd={() => onAsk(undefined)} /> : null}
    </li>
  )
}
