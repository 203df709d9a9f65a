import { Select } from 'antd'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { useFilings } from '../api/queries.ts'
import { clockTime, dayOf } from '../parts/formats.ts'
import { useListKeys } from '../parts/keys.ts'
import { StateTag } from '../parts/signs.tsx'
import { Arrived, useSteady } from '../parts/steady.tsx'
import { Loaded } from '../parts/waiting.tsx'
import { common, states } from '../words/common.ts'
import { pageWords } from '../words/pages.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { useTitle } from './title.ts'

const underWay = 'held,submitted,inReview'

/** 我的申报. The filter lies in the address: a list can be sent to a colleague. */
export function Filings() {
  const words = useWords({ ...common, ...pageWords })
  const language = useLanguage()
  const titleOf = useTitle()
  const go = useNavigate()
  const [search, setSearch] = useSearchParams()
  const state = search.get('state') ?? ''
  const filings = useFilings(String(search))
  const list = useSteady(filings.data?.items, ({ id }) => id, filings.isPlaceholderData ? '' : `of ${search}`)
  const items = list.shown
  const chosen = useListKeys(items.length, (at) => go(`/filings/${items[at].id}`))
  const options = [
    { value: '', label: words.all },
    { value: underWay, label: words.underWay },
    ...Object.entries(states).map(([value, text]) => ({ value, label: text[language] })),
  ]
  return (
    <>
      <div className="head">
        <h1>{words.filings}</h1>
        <Select
          aria-label={words.state}
          value={state}
          options={options}
          style={{ minWidth: 140 }}
          onChange={(value) => setSearch(value ? { state: value } : {})}
        />
        {filings.isFetching ? <span className="note">{words.updating}</span> : null}
      </div>
      <section className="card scroll">
        <Arrived list={list} />
        <Loaded query={filings}>
          {() =>
            items.length === 0 ? (
              <p className="empty">
                {words.noFilings} <Link to="/imports/new">{words.fileFirst}</Link>
              </p>
            ) : (
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{words.title}</th>
                    <th scope="col">{words.state}</th>
                    <th scope="col">{words.filedOn}</th>
                    <th scope="col">{words.updated}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((filing, at) => (
                    <tr key={filing.id} style={at === chosen ? { background: 'var(--selected)' } : undefined}>
                      <td>
                        <Link to={`/filings/${filing.id}`}>{titleOf(filing)}</Link>
                      </td>
                      <td>
                        <StateTag state={filing.state} />
                      </td>
                      <td>{filing.filedOn ? dayOf(filing.filedOn, language) : '—'}</td>
                      <td className="quiet">{clockTime(filing.updatedAt, language)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )
          }
        </Loaded>
      </section>
    </>
  )
}
