import { Select } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useFilings, useWriteOff, type WriteOffLine } from '../api/queries.ts'
import { dayOf, grouped } from '../parts/formats.ts'
import { Loaded } from '../parts/waiting.tsx'
import { common } from '../words/common.ts'
import { pageWords, termWords } from '../words/pages.ts'
import { useLanguage, useWords } from '../words/words.ts'

type Term = keyof typeof termWords
const isZero = (figure: string) => /^-?0(\.0+)?$/.test(figure)

/** 报核核销. The balance of every material with every term; a figure opens to its equation. */
export function WriteOffPage() {
  const words = useWords({ ...common, ...pageWords })
  const [search, setSearch] = useSearchParams()
  const book = search.get('book') ?? ''
  const books = [
    ...new Set((useFilings('accepted').data?.items ?? []).flatMap(({ book: of, known }) => [of, known.number])),
  ].filter((number): number is string => /^[A-Z]\d{5}[A-Z]\d{5}$|^[A-Z]\d{6}[A-Z]\d{4}$/.test(number ?? ''))
  return (
    <>
      <div className="head">
        <h1>{words.writeOff}</h1>
        <Select
          aria-label={words.book}
          placeholder={words.pickBook}
          value={book === '' ? undefined : book}
          options={books.map((number) => ({ value: number, label: number }))}
          style={{ minWidth: 180 }}
          onChange={(number) => setSearch({ book: number })}
        />
      </div>
      {book === '' ? <p className="card empty">{words.pickBook}</p> : <Balance book={book} />}
    </>
  )
}

function Balance({ book }: { readonly book: string }) {
  const words = useWords(pageWords)
  const language = useLanguage()
  const found = useWriteOff(book)
  const [chosen, setChosen] = useState<WriteOffLine | undefined>(undefined)
  return (
    <Loaded query={found}>
      {({ asOf, materials }) => {
        const used = (Object.keys(termWords) as Term[]).filter((term) =>
          materials.some(({ terms }) => !isZero(terms[term])),
        )
        return (
          <div className="columns">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
            <section className="card scroll" tabIndex={0} aria-label={book}>
              <header>
                <h2>{book}</h2>
                <span className="note">
                  {words.asOf} {dayOf(asOf, language)}
                </span>
              </header>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{words.material}</th>
                    {used.map((term) => (
                      <th key={term} scope="col" className="figure">
                        {termWords[term][language]}
                      </th>
                    ))}
                    <th scope="col" className="figure">
                      {words.theoretical}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {materials.map((line) => (
                    <tr key={line.item}>
                      <td>
                        {line.item} {line.name} <span className="quiet">{line.hsCode}</span>
                      </td>
                      {used.map((term) => (
                        <td key={term} className={isZero(line.terms[term]) ? 'figure quiet' : 'figure'}>
                          {grouped(line.terms[term])}
                        </td>
                      ))}
                      <td className="figure">
                        <button type="button" className="drop" onClick={() => setChosen(line)}>
                          {grouped(line.theoretical)}
                        </button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
            <Equation line={chosen} />
          </div>
        )
      }}
    </Loaded>
  )
}

function Equation({ line }: { readonly line: WriteOffLine | undefined }) {
  const words = useWords(pageWords)
  const language = useLanguage()
  return (
    <section className="card" aria-live="polite">
      <header>
        <h2>{words.equation}</h2>
        <span className="note">{line ? `${line.item} ${line.name}` : ''}</span>
      </header>
      {line === undefined ? (
        <p className="empty">{words.pickFigure}</p>
      ) : (
        <table className="table">
          <tbody>
            {(Object.keys(termWords) as Term[])
              .filter((term) => !isZero(line.terms[term]))
              .map((term) => (
                <tr key={term}>
                  <td>
                    {termWords[term].sign > 0 ? '+' : '−'} {termWords[term][language]}
                  </td>
                  <td className="figure">{grouped(line.terms[term])}</td>
                </tr>
              ))}
            <tr>
              <td>
                <b>= {words.theoretical}</b>
              </td>
              <td className="figure">
                <b>{grouped(line.theoretical)}</b>
              </td>
            </tr>
          </tbody>
        </table>
      )}
    </section>
  )
}
