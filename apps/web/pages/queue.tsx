import { Button } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useSession, useTypes } from '../api/queries.ts'
import { useQueue } from '../api/tasks.ts'
import type { Task } from '../api/types.ts'
import { useKeySwitch } from '../parts/keys.ts'
import { useListOrder } from '../parts/list-order.ts'
import { SavedFilters } from '../parts/saved-filters.tsx'
import { Loaded } from '../parts/waiting.tsx'
import '../theme/queue.css'
import { queueWords } from '../words/queue.ts'
import { useWords } from '../words/words.ts'
import { BatchPanel } from './batch-panel.tsx'
import { NothingWaits, QueueFilters, useQueueFilter } from './queue-filters.tsx'
import { QueuePreview } from './queue-preview.tsx'
import { QueueRows } from './queue-rows.tsx'
import { isOthers } from './task-acts.ts'
import { actKeys, type OpenForm, useClaim } from './task-panel.tsx'
import { useChosenRow } from './use-chosen-row.ts'
import { useQueueKeys } from './use-queue-keys.ts'

/** 待办队列. Which case next: what waits, soonest due first, with the one that is chosen beside it. */
export function Queue() {
  const words = useWords(queueWords)
  const { filter } = useQueueFilter()
  const queue = useQueue(filter)
  const items = unique(queue.data?.pages.flatMap((page) => page.items) ?? [])
  useListOrder(items.map(({ filing }) => filing))
  const chosen = useChosenRow(items, () => queue.hasNextPage && void queue.fetchNextPage())
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [form, setForm] = useState<OpenForm>('none')
  const [said, setSaid] = useState('')
  const claim = useClaim()
  const [areKeysOn, setKeysOn] = useKeySwitch()
  const isOffice = !['enterprise', 'broker', 'operator'].includes(useSession().data?.party ?? 'enterprise')
  const picked = items.filter(({ id }) => selected.has(id))
  const choose = (at: number) => {
    setForm('none')
    claim.reset()
    chosen.choose(at)
  }
  const toggle = (...ids: readonly string[]) => setSelected((before) => withAll(before, ids))
  useQueueKeys(
    useActKeys({ ...chosen, choose, selected, toggle, setSelected, setForm, claim: (task) => claim.mutate(task) }),
    areKeysOn,
  )
  return (
    <>
      <div className="head">
        <h1>{words.queue}</h1>
        {queue.isFetching ? <span className="note">{words.updating}</span> : null}
        <span className="acts">
          {isOffice ? <Link to="/assignment">{words.assignment}</Link> : null}
          <Button
            className="keys-switch"
            size="small"
            type="text"
            aria-pressed={areKeysOn}
            title={words.keysHelp}
            onClick={() => setKeysOn(!areKeysOn)}
          >
            {areKeysOn ? words.keysOn : words.keysOff}
          </Button>
        </span>
      </div>
      <div className="queue">
        <section className="card queue-list">
          <SavedFilters page="queue" />
          <QueueFilters />
          <Loaded query={queue}>
            {() =>
              items.length === 0 ? (
                <NothingWaits />
              ) : (
                <QueueRows items={items} chosen={chosen.at} selected={selected} onChoose={choose} onToggle={toggle} />
              )
            }
          </Loaded>
          {queue.hasNextPage ? (
            <p className="empty">
              <Button loading={queue.isFetchingNextPage} onClick={() => void queue.fetchNextPage()}>
                {words.more}
              </Button>
            </p>
          ) : null}
        </section>
        {picked.length > 0 ? (
          <BatchPanel tasks={picked} onSelect={setSelected} onDone={setSaid} />
        ) : (
          <QueuePreview task={chosen.task} form={form} onForm={setForm} onDone={setSaid} claim={claim} />
        )}
      </div>
      <p className="quiet keys-help" role="status">
        {said ? `${words.done}${said}` : ''}
      </p>
      <p className="quiet keys-help">{areKeysOn ? words.keysHelp : ''}</p>
    </>
  )
}

interface Keyed {
  readonly items: readonly Task[]
  readonly at: number
  readonly task: Task | undefined
  readonly selected: ReadonlySet<string>
  choose(at: number): void
  toggle(...ids: readonly string[]): void
  setSelected(ids: ReadonlySet<string>): void
  setForm(form: OpenForm): void
  claim(task: Task): void
}

/** Keys of the queue (workbench §4): J K, Enter, A, H, 1–9, X, Shift J, B, Esc. */
function useActKeys({ items, at, task, selected, choose, toggle, setSelected, setForm, claim }: Keyed) {
  const go = useNavigate()
  const types = useTypes().data?.items ?? []
  const move = (by: number) => choose(at + by)
  const extend = (by: number) => {
    const next = items[at + by]
    if (!task || !next) return
    setSelected(new Set([...selected, task.id, next.id]))
    move(by)
  }
  const single: Record<string, (() => void) | undefined> = {
    j: () => move(1),
    k: () => move(-1),
    arrowdown: () => move(1),
    arrowup: () => move(-1),
    'shift+j': () => extend(1),
    'shift+k': () => extend(-1),
    escape: () => {
      setForm('none')
      setSelected(new Set())
    },
  }
  if (!task) return single
  return {
    ...single,
    enter: () => go(`/filings/${task.filing}`),
    x: () => toggle(task.id),
    b: () => {
      if (selected.size === 0) toggle(task.id)
      setTimeout(() => document.querySelector<HTMLElement>('.batch input')?.focus())
    },
    ...(selected.size > 0
      ? {}
      : {
          a: isOthers(task) ? undefined : () => claim(task),
          h: () => setForm('handOver'),
          ...actKeys(task, types, setForm),
        }),
  }
}

/** A row that moved to another page between two requests stands once. */
const unique = (items: readonly Task[]): readonly Task[] => [...new Map(items.map((task) => [task.id, task])).values()]

function withAll(before: ReadonlySet<string>, ids: readonly string[]): ReadonlySet<string> {
  const after = new Set(before)
  for (const id of ids) if (!after.delete(id)) after.add(id)
  return after
}
