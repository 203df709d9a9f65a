import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { useLog } from '../api/oversight.ts'
import { oversightWords } from '../words/oversight.ts'
import { useWords } from '../words/words.ts'
import { Loaded } from './waiting.tsx'

/** A filter that lies in the address: a list can be sent to a colleague. */
export function useFilter(): [URLSearchParams, (name: string, value: string) => void] {
  const [search, setSearch] = useSearchParams()
  const set = (name: string, value: string) =>
    setSearch(
      (now) => {
        if (value) now.set(name, value)
        else now.delete(name)
        return now
      },
      { replace: true },
    )
  return [search, set]
}

/** From which day to which. */
export function Days() {
  const words = useWords(oversightWords)
  const [search, set] = useFilter()
  return (['from', 'to'] as const).map((name) => (
    <label key={name} className="quiet">
      {words[name]}{' '}
      <input
        className="cell day"
        type="date"
        value={search.get(name) ?? ''}
        onChange={({ target }) => set(name, target.value)}
      />
    </label>
  ))
}

/** A filter that is typed: it holds with Enter, or when one leaves it. */
export function TextFilter({
  name,
  label,
  hint,
}: {
  readonly name: string
  readonly label: string
  readonly hint: string
}) {
  const [search, set] = useFilter()
  const value = search.get(name) ?? ''
  return (
    <label className="quiet">
      {label}{' '}
      <input
        key={value}
        className="cell day"
        defaultValue={value}
        placeholder={hint}
        onBlur={({ target }) => set(name, target.value.trim())}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter') set(name, currentTarget.value.trim())
        }}
      />
    </label>
  )
}

/** The list as a file, with the filter of the page. */
export function Exports({ path }: { readonly path: string }) {
  const words = useWords(oversightWords)
  const [search] = useSearchParams()
  const file = (format: string) => `/api/v1${path}/export?${search}&format=${format}`
  return (
    <div className="acts">
      <a href={file('xlsx')} download>
        {words.excel}
      </a>
      <a href={file('csv')} download>
        {words.csv}
      </a>
    </div>
  )
}

/** A log: its lines so far, and more of them on demand. */
export function Log<T>({
  path,
  heads,
  empty,
  line,
}: {
  readonly path: string
  readonly heads: readonly string[]
  readonly empty: string
  /** The cells of a line. */
  readonly line: (item: T) => readonly ReactNode[]
}) {
  const words = useWords(oversightWords)
  const [search] = useSearchParams()
  const log = useLog<T>(path, search.toString())
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="card scroll log" tabIndex={0} aria-label={heads.join(', ')}>
      <Loaded query={log}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0) return <p className="empty">{empty}</p>
          return (
            <table className="table">
              <thead>
                <tr>
                  {heads.map((head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {items.map((item, n) => (
                  <tr key={n}>
                    {line(item).map((cell, at) => (
                      <td key={heads[at]} data-head={heads[at]}>
                        <div>{cell}</div>
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }}
      </Loaded>
      {log.hasNextPage ? (
        <p className="empty">
          <Button loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {words.showMore}
          </Button>
        </p>
      ) : null}
    </section>
  )
}
