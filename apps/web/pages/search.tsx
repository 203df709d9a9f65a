import { Link, useSearchParams } from 'react-router'
import { useSession } from '../api/queries.ts'
import { useSearch } from '../api/search.ts'
import { Loaded } from '../parts/waiting.tsx'
import { foundOptions, type Option } from '../shell/options.ts'
import { filled } from '../words/desk.ts'
import { searchWords } from '../words/search.ts'
import { useSay, useWords } from '../words/words.ts'

/** 搜索. The results of a search, with an address of their own. */
export function SearchPage() {
  const words = useWords(searchWords)
  const [search, setSearch] = useSearchParams()
  const isFirm = useSession().data?.party === 'enterprise'
  const [q, firm] = [search.get('q') ?? '', search.get('firm')]
  return (
    <>
      <div className="head">
        <h1>{firm ? filled(words.of, { firm: search.get('name') ?? '' }) : words.search}</h1>
      </div>
      <input
        className="query boxed"
        type="search"
        aria-label={isFirm ? words.hint : words.officeHint}
        placeholder={isFirm ? words.hint : words.officeHint}
        value={q}
        maxLength={100}
        onChange={({ target }) => setSearch(target.value === '' ? {} : { q: target.value }, { replace: true })}
      />
      <Results q={q} firm={firm} isFirm={isFirm} />
    </>
  )
}

interface Given {
  readonly q: string
  readonly firm: string | null
  readonly isFirm: boolean
}

function Results({ q, firm, isFirm }: Given) {
  const words = useWords(searchWords)
  const say = useSay()
  const results = useSearch({ q, firm, limit: 50 })
  if (q.trim() === '' && !firm) return <p className="empty">{words.begin}</p>
  return (
    <Loaded query={results}>
      {(found) => {
        const options = foundOptions(found, words, say, isFirm)
        if (options.length === 0) return <p className="empty">{filled(words.nothing, { q })}</p>
        return [words.found, words.firms, words.codes].map((group) => (
          <Group key={group} name={group} options={options.filter((option) => option.group === group)} />
        ))
      }}
    </Loaded>
  )
}

function Group({ name, options }: { readonly name: string; readonly options: readonly Option[] }) {
  if (options.length === 0) return null
  return (
    <section className="card" style={{ marginTop: 12 }}>
      <header>
        <h2>{name}</h2>
        <span className="note">{options.length}</span>
      </header>
      <ul className="rows">
        {options.map(({ key, mark, title, note, to }) => (
          <li key={key}>
            <div className="line">
              <span className="quiet">{mark}</span>
              <Link className="grow" to={to}>
                {title}
              </Link>
              <span className="quiet">{note}</span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
