import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { ask } from '../api/client.ts'
import { useClock } from '../api/queries.ts'
import type { FilingDetail, Task } from '../api/types.ts'
import { CountersignTag } from '../parts/countersign-tag.tsx'
import { dayOf } from '../parts/formats.ts'
import { Limit } from '../parts/limit.tsx'
import { StateTag } from '../parts/signs.tsx'
import { Loaded } from '../parts/waiting.tsx'
import { pageWords } from '../words/pages.ts'
import { queueWords } from '../words/queue.ts'
import { useLanguage, useSay, useWords } from '../words/words.ts'
import { ContentCard } from './content-card.tsx'
import { FindingsCard } from './findings-card.tsx'
import { TaskPanel } from './task-panel.tsx'

type Acting = Omit<React.ComponentProps<typeof TaskPanel>, 'task'>

/** The case that is chosen: its head, what may be done, findings, and the view of it that is this party's. */
export function QueuePreview({ task, ...acting }: Acting & { readonly task: Task | undefined }) {
  const words = useWords({ ...pageWords, ...queueWords })
  const language = useLanguage()
  const say = useSay()
  const now = useClock().data?.now
  const filing = usePreview(task?.filing ?? '')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="card preview" aria-label={words.preview} tabIndex={0}>
      {task === undefined ? (
        <p className="empty">{words.choose}</p>
      ) : (
        <>
          <header>
            <h2>{say(task.title)}</h2>
            {filing.data ? <StateTag state={filing.data.state} /> : null}
            <CountersignTag by={filing.data?.countersignBy ?? null} />
          </header>
          <dl className="pairs">
            <Pair name={words.firm}>{task.firm}</Pair>
            <Pair name={words.limit}>
              <Limit task={task} now={now} />
            </Pair>
            <Pair name={words.number}>{task.ownNumber ?? '—'}</Pair>
            <Pair name={words.filedOn}>{task.filedOn ? dayOf(task.filedOn, language) : '—'}</Pair>
          </dl>
          <TaskPanel task={task} {...acting} />
          <Content filing={filing} />
          <p className="foot">
            <Link to={`/filings/${task.filing}`}>
              {words.openFiling} <kbd>Enter</kbd>
            </Link>
          </p>
        </>
      )}
    </section>
  )
}

const Pair = ({ name, children }: { readonly name: string; readonly children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

// A look at a firm's filing is written down (S9.1): passing over a row on the way to another is none.
const restMs = 250

function usePreview(id: string) {
  const rested = useRested(id)
  return useQuery({
    queryKey: ['filing', id, 'preview'],
    queryFn: () => ask<FilingDetail>(`/filings/${id}`),
    enabled: id !== '' && rested === id,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

function Content({ filing }: { readonly filing: ReturnType<typeof usePreview> }) {
  return (
    <div className="stack">
      <Loaded query={filing}>
        {(found) => (
          <>
            {found.judgement ? <FindingsCard filing={found} /> : null}
            <ContentCard filing={found} />
          </>
        )}
      </Loaded>
    </div>
  )
}

/** A value once it has stood still. */
function useRested(value: string): string {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}
