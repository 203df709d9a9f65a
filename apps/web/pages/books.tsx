import { Link, useSearchParams } from 'react-router'
import { type Handbook, useHandbooks } from '../api/desk.ts'
import { useClock } from '../api/queries.ts'
import { dayOf } from '../parts/formats.ts'
import { Loaded } from '../parts/waiting.tsx'
import { deskWords } from '../words/desk.ts'
import { pageWords } from '../words/pages.ts'
import { useLanguage, useWords } from '../words/words.ts'

const inForce = ['active', 'paused', 'reporting']
// As the desk warns of a book's end.
const soonDays = 60

/** 手册. Books in force, those that end soon apart; the choice lies in the address. */
export function Books() {
  const words = useWords({ ...pageWords, ...deskWords })
  const [search] = useSearchParams()
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
        <Loaded query={books}>
          {({ items }) => (
            <Table items={items.filter((book) => inForce.includes(book.state) && (!isEnding || isSoon(book)))} />
          )}
        </Loaded>
      </section>
    </>
  )
}

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
