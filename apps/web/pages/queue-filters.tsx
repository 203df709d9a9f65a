import { Button, Input, Select } from 'antd'
import { useSearchParams } from 'react-router'
import { paramsOf, type TaskFilter, useTaskCounts } from '../api/tasks.ts'
import { TypeFilter } from '../parts/type-filter.tsx'
import { queueWords, taskActs } from '../words/queue.ts'
import { useLanguage, useWords } from '../words/words.ts'

const ranges = ['open', 'mine', 'free', 'overdue'] as const

/** What the queue is narrowed to: it lies in the address, so that a queue can be sent to a colleague and gone back to. */
export function useQueueFilter(): { readonly filter: TaskFilter; narrow(by: Partial<TaskFilter>): void } {
  const [search, setSearch] = useSearchParams()
  const of = (name: string) => search.get(name) ?? ''
  const filter = { state: of('state'), act: of('act'), type: of('type'), q: of('q') }
  return { filter, narrow: (by) => setSearch(paramsOf({ ...filter, ...by }), { replace: 'q' in by }) }
}

export function QueueFilters() {
  const words = useWords(queueWords)
  const language = useLanguage()
  const { filter, narrow } = useQueueFilter()
  const counts = useTaskCounts().data
  const chosen = filter.state || 'open'
  return (
    <div className="filters">
      <fieldset className="ranges">
        <legend className="unseen">{words.filter}</legend>
        {ranges.map((range) => (
          <Button
            key={range}
            type="text"
            aria-pressed={range === chosen}
            onClick={() => narrow({ state: range === 'open' ? '' : range })}
          >
            {words[range]}{' '}
            <span className="quiet">{counts ? `${counts[range]}${counts.isCutOff ? '+' : ''}` : ''}</span>
          </Button>
        ))}
      </fieldset>
      <div className="narrow">
        <Input.Search
          aria-label={words.search}
          placeholder={words.search}
          defaultValue={filter.q}
          key={filter.q}
          allowClear
          maxLength={100}
          onSearch={(q) => narrow({ q: q.trim() })}
        />
        <Select
          aria-label={words.act}
          value={filter.act}
          options={[
            { value: '', label: words.anyAct },
            ...Object.entries(taskActs).map(([value, text]) => ({ value, label: text[language] })),
          ]}
          onChange={(act) => narrow({ act })}
        />
        <TypeFilter label={words.type} any={words.anyType} type={filter.type} onChoose={(type) => narrow({ type })} />
      </div>
    </div>
  )
}

/** What would be here, why it is not, and one act. */
export function NothingWaits() {
  const words = useWords(queueWords)
  const { filter, narrow } = useQueueFilter()
  const isNarrowed = Object.values(filter).some((value) => value !== '')
  return isNarrowed ? (
    <p className="empty">
      {words.noneFound} <Button onClick={() => narrow({ state: '', act: '', type: '', q: '' })}>{words.clear}</Button>
    </p>
  ) : (
    <p className="empty">
      <b>{words.none}</b>
      <br />
      {words.noneWhy}
    </p>
  )
}
