import { Link, useNavigate } from 'react-router'
import { useIsFirm } from '../api/mandates.ts'
import { useClock, useFilings, useNotices, useTasks } from '../api/queries.ts'
import type { Task } from '../api/types.ts'
import { clockTime, dayOf, grouped } from '../parts/formats.ts'
import { useListKeys } from '../parts/keys.ts'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { common } from '../words/common.ts'
import { pageWords } from '../words/pages.ts'
import { useLanguage, useSay, useWords } from '../words/words.ts'
import { DropZone } from './drop-zone.tsx'
import { useUpload, usualType } from './upload.ts'

/** 工作台. What must be done, by when; what was answered. */
export function Desk() {
  const words = useWords({ ...common, ...pageWords })
  const isFirm = useIsFirm()
  const upload = useUpload()
  return (
    <>
      <div className="head">
        <h1>{words.desk}</h1>
        {isFirm ? (
          <div className="acts">
            <DropZone onFile={(file) => upload.mutate({ type: usualType, file })} />
          </div>
        ) : null}
      </div>
      <Fault error={upload.error} />
      {isFirm ? <Figures /> : null}
      <div className="columns">
        <ToDo />
        <Answers />
      </div>
    </>
  )
}

const isUnderWay = (state: string) => ['held', 'submitted', 'inReview', 'returned'].includes(state)

function Figures() {
  const words = useWords(pageWords)
  const filings = useFilings('').data?.items ?? []
  const tasks = useTasks().data?.items ?? []
  const sum = (of: (effort: NonNullable<(typeof filings)[number]['effort']>) => number) =>
    filings.reduce((total, { effort }) => total + (effort ? of(effort) : 0), 0)
  return (
    <section className="card figures" aria-label={words.toDo}>
      <div>
        <div className="quiet">{words.toDo}</div>
        <b>{tasks.length}</b>
      </div>
      <div>
        <div className="quiet">{words.underWay}</div>
        <b>{filings.filter(({ state }) => isUnderWay(state)).length}</b>
      </div>
      <div>
        <div className="quiet">{words.drafts}</div>
        <b>{filings.filter(({ state }) => state === 'draft').length}</b>
      </div>
      <div>
        <div className="quiet">{words.retyped}</div>
        <b>{sum(({ typedTwice }) => typedTwice)}</b>
        <span className="quiet">
          {words.prefilled} {grouped(String(sum(({ prefilled }) => prefilled)))}
        </span>
      </div>
    </section>
  )
}

function ToDo() {
  const words = useWords(pageWords)
  const tasks = useTasks()
  const go = useNavigate()
  const items = tasks.data?.items ?? []
  const chosen = useListKeys(items.length, (at) => go(`/filings/${items[at].filing}`))
  return (
    <section className="card">
      <header>
        <h2>{words.toDo}</h2>
        <span className="note">{items.length}</span>
      </header>
      <Loaded query={tasks}>
        {() =>
          items.length === 0 ? (
            <p className="empty">{words.nothingToDo}</p>
          ) : (
            <ul className="rows">
              {items.map((task, at) => (
                <Row key={task.id} task={task} isChosen={at === chosen} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}

function Row({ task, isChosen }: { readonly task: Task; readonly isChosen: boolean }) {
  const words = useWords(pageWords)
  const language = useLanguage()
  const say = useSay()
  const now = useClock().data?.now
  const isLate = now !== undefined && Date.parse(task.dueAt) < Date.parse(now)
  return (
    <li aria-current={isChosen ? 'true' : undefined} style={isChosen ? { background: 'var(--selected)' } : undefined}>
      <div className="line">
        <span style={{ width: 96, color: isLate ? 'var(--red)' : undefined }}>
          {dayOf(task.dueAt, language)}
          {isLate ? <div>{words.overdue}</div> : null}
        </span>
        <span className="grow">{say(task.title)}</span>
        <Link to={`/filings/${task.filing}`}>{words.open}</Link>
      </div>
    </li>
  )
}

function Answers() {
  const words = useWords(pageWords)
  const language = useLanguage()
  const say = useSay()
  const notices = useNotices()
  return (
    <section className="card">
      <header>
        <h2>{words.answers}</h2>
      </header>
      <Loaded query={notices}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="empty">{words.noAnswers}</p>
          ) : (
            <ul className="rows">
              {items.map(({ id, filing, message, businessAt }) => (
                <li key={id}>
                  {filing ? <Link to={`/filings/${filing}`}>{say(message)}</Link> : say(message)}
                  <div className="quiet">{clockTime(businessAt, language)}</div>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
