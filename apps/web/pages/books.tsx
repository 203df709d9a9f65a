import { Input } from 'antd'
import { Link, useSearchParams } from 'react-router'
import { type Handbook, useHandbooks } from '../api/desk.ts'
import { useClock } from '../api/queries.ts'
import { paramsOf } from '../api/tasks.ts'
import { dayOf } from '../parts/formats.ts'
import { SavedFilters } from '../parts/saved-filters.tsx'
import { Loaded } from '../parts/waiting.tsx'
import '../theme/lists.css'
import { deskWords } from '../words/desk.ts'
import { pageWords } from '../words/pages.ts'
import { useLanguage, useWords } from '../words/words.ts'

const inForce = ['active', 'paused', 'reporting']
// As the desk warns of a book's end.
const soonDays = 60

/** 手册. Books in force, those that end soon apart; the choice lies in the address. */
export function Books() {
  const words = useWords({ ...pageWords, ...deskWords })
  const [search, setSearch] = useSearchParams()
  const q = search.get('q') ?? ''
  const isEnding = search.get('ending') === 'true'
  const books = useHandbooks()
  const today = useClock().data?.now.slice(0, 10) ?? ''
  const isSoon = ({ validTo, state }: Handbook) =>
    state !== 'reporting' && validTo >= today && Date.parse(validTo) - Date.parse(today) <= soonDays * 86_400_000
  return (
    <>
      <div className="head">
        <h1>{words.booksTitle}</h1>
        <nav className="lists plain" aria-label={words.booksTitle}>
          <Link to="/books" aria-current={isEnding ? undefined : 'page'}>
            {words.inForceOnly}
          </Link>
          <Link to="/books?ending=true" aria-current={isEnding ? 'page' : undefined}>
            {words.endingOnly}
          </Link>
        </nav>
      </div>
      <section className="card scroll">
        <SavedFilters page="books" />
        <search className="list-filters">
          <Input.Search
            key={q}
            aria-label={words.bookSearch}
            placeholder={words.bookSearch}
            defaultValue={q}
            allowClear
            maxLength={40}
            onSearch={(text) => setSearch(paramsOf({ ending: isEnding ? 'true' : '', q: text.trim() }))}
          />
        </search>
        <Loaded query={books}>
          {({ items }) => (
            <Table
              items={items.filter(
                (book) => inForce.includes(book.state) && (!isEnding || isSoon(book)) && isSought(book, q),
              )}
            />
          )}
        </Loaded>
      </section>
    </>
  )
}

const isSought = ({ book, ownNumber }: Handbook, text: string) =>
  `${book} ${ownNumber}`.toLowerCase().includes(text.toLowerCase())

function Table({ items }: { readonly items: readonly Handbook[] }) {
  const words = useWords({ ...pageWords, ...deskWords })
  const language = useLanguage()
  if (items.length === 0) return <p className="empty">{words.noBooks}</p>
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{words.book}</th>
          <th scope="col">{words.number}</th>
          <th scope="col">{words.validTo}</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ book, ownNumber, validTo }) => (
          <tr key={book}>
            <td>
              <Link to={`/write-off?book=${book}`}>{book}</Link>
            </td>
            <td>{ownNumber}</td>
            <td>{dayOf(validTo, language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
