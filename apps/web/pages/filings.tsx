import { Button, Input, Select } from 'antd'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { type FilingFilter, useFilingPages } from '../api/filings.ts'
import { paramsOf } from '../api/tasks.ts'
import type { Filing } from '../api/types.ts'
import { CountersignTag } from '../parts/countersign-tag.tsx'
import { clockTime, dayOf } from '../parts/formats.ts'
import { useListKeys } from '../parts/keys.ts'
import { useListOrder } from '../parts/list-order.ts'
import { SavedFilters } from '../parts/saved-filters.tsx'
import { StateTag } from '../parts/signs.tsx'
import { Arrived, useSteady } from '../parts/steady.tsx'
import { TypeFilter } from '../parts/type-filter.tsx'
import { Loaded } from '../parts/waiting.tsx'
import '../theme/lists.css'
import { common, states } from '../words/common.ts'
import { copyWords } from '../words/copies.ts'
import { listWords } from '../words/lists.ts'
import { pageWords } from '../words/pages.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { useTitle } from './title.ts'

const underWay = 'held,submitted,inReview'
const nothing: FilingFilter = { state: '', type: '', book: '', q: '', answeredSince: '', filedFrom: '', typedTwice: '' }

/** 我的申报. The filters lie in the address: a list can be sent to a colleague. */
export function Filings() {
  const words = useWords({ ...common, ...pageWords, ...listWords, ...copyWords })
  const go = useNavigate()
  const { filter, narrow } = useFilter()
  const filings = useFilingPages(filter)
  // A filing that changed between two requests went to the head: it stands once.
  const found = filings.data?.pages.flatMap(({ items }) => items) ?? []
  const once = [...new Map(found.map((filing) => [filing.id, filing])).values()]
  // Rows stay where they are while others come; a further page is a list of its own.
  const pages = filings.data?.pages.length ?? 0
  const which = filings.isPlaceholderData ? '' : `${paramsOf(filter)} ${pages}`
  const list = useSteady(filings.data && once, ({ id }) => id, which)
  const items = list.shown
  useListOrder(items.map(({ id }) => id))
  const chosen = useListKeys(items.length, (at) => go(`/filings/${items[at].id}`))
  return (
    <>
      <div className="head">
        <h1>{words.filings}</h1>
        <span className="note">
          {words.shown.replace('{n}', String(items.length))}
          {filings.hasNextPage ? words.andMore : ''}
        </span>
        <Link className="acts" to="/imports/new#templates">
          {words.toTemplates}
        </Link>
        {filter.answeredSince || filter.typedTwice ? <Link to="/filings">{words.clear}</Link> : null}
        {filings.isFetching ? <span className="note">{words.updating}</span> : null}
      </div>
      <section className="card scroll">
        <SavedFilters page="filings" />
        <Filters filter={filter} narrow={narrow} />
        <Arrived list={list} />
        <Loaded query={filings}>
          {() =>
            items.length === 0 ? <None filter={filter} narrow={narrow} /> : <Rows items={items} chosen={chosen} />
          }
        </Loaded>
        {filings.hasNextPage ? (
          <p className="empty">
            <Button loading={filings.isFetchingNextPage} onClick={() => void filings.fetchNextPage()}>
              {words.more}
            </Button>
          </p>
        ) : null}
      </section>
    </>
  )
}

interface Narrowing {
  readonly filter: FilingFilter
  narrow(by: Partial<FilingFilter>): void
}

function useFilter(): Narrowing {
  const [search, setSearch] = useSearchParams()
  const of = (name: string) => search.get(name) ?? ''
  const counted = { answeredSince: of('answeredSince'), filedFrom: of('filedFrom'), typedTwice: of('typedTwice') }
  const filter = { state: of('state'), type: of('type'), book: of('book'), q: of('q'), ...counted }
  return { filter, narrow: (by) => setSearch(paramsOf({ ...filter, ...by })) }
}

function Filters({ filter, narrow }: Narrowing) {
  const words = useWords({ ...pageWords, ...listWords })
  const language = useLanguage()
  return (
    <search className="list-filters">
      <Input.Search
        key={`q ${filter.q}`}
        aria-label={words.search}
        placeholder={words.search}
        defaultValue={filter.q}
        allowClear
        maxLength={100}
        onSearch={(q) => narrow({ q: q.trim() })}
      />
      <Input.Search
        key={`book ${filter.book}`}
        aria-label={words.book}
        placeholder={words.book}
        defaultValue={filter.book}
        allowClear
        maxLength={12}
        onSearch={(book) => narrow({ book: book.trim().toUpperCase() })}
      />
      <Select
        aria-label={words.state}
        value={filter.state}
        options={[
          { value: '', label: words.anyState },
          { value: underWay, label: words.underWay },
          ...Object.entries(states).map(([value, text]) => ({ value, label: text[language] })),
        ]}
        onChange={(state) => narrow({ state })}
      />
      <TypeFilter label={words.type} any={words.anyType} type={filter.type} onChoose={(type) => narrow({ type })} />
    </search>
  )
}

/** Nothing is there, or nothing fits: each with its one act. */
function None({ filter, narrow }: Narrowing) {
  const words = useWords({ ...pageWords, ...listWords })
  return Object.values(filter).some((value) => value !== '') ? (
    <p className="empty">
      {words.noneFound} <Button onClick={() => narrow(nothing)}>{words.clear}</Button>
    </p>
  ) : (
    <p className="empty">
      {words.noFilings} <Link to="/imports/new">{words.fileFirst}</Link>
    </p>
  )
}

function Rows({ items, chosen }: { readonly items: readonly Filing[]; readonly chosen: number }) {
  const words = useWords({ ...pageWords, ...listWords })
  const language = useLanguage()
  const titleOf = useTitle()
  return (
    <table className="table filing-rows">
      <thead>
        <tr>
          <th scope="col">{words.title}</th>
          <th scope="col">{words.number}</th>
          <th scope="col">{words.book}</th>
          <th scope="col">{words.state}</th>
          <th scope="col">{words.filedOn}</th>
          <th scope="col">{words.updated}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((filing, at) => (
          <tr
            key={filing.id}
            aria-current={at === chosen ? 'true' : undefined}
            style={at === chosen ? { background: 'var(--selected)' } : undefined}
          >
            <td>
              <Link to={`/filings/${filing.id}`}>{titleOf(filing)}</Link>
            </td>
            <td>{filing.ownNumber ?? '—'}</td>
            <td>{filing.book ?? filing.known.number ?? '—'}</td>
            <td>
              <StateTag state={filing.state} /> <CountersignTag by={filing.countersignBy} />
            </td>
            <td>{filing.filedOn ? dayOf(filing.filedOn, language) : '—'}</td>
            <td className="quiet">{clockTime(filing.updatedAt, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
