import { useType } from '../api/queries.ts'
import type { FilingDetail } from '../api/types.ts'
import { PartyGlyph } from '../parts/signs.tsx'
import { parties } from '../words/common.ts'
import { doesWords, pageWords } from '../words/pages.ts'
import { useLanguage, useWords } from '../words/words.ts'

/** 各方视图. One filing, each party's view of it, and its legal ground. */
export function ViewsCard({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords(pageWords)
  const language = useLanguage()
  const type = useType(filing.type)
  const route = filing.route ?? []
  if (route.length === 0) return null
  return (
    <section className="card scroll">
      <header>
        <h2>{words.views}</h2>
      </header>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.party}</th>
            <th scope="col">{words.sees}</th>
            <th scope="col">{words.does}</th>
            <th scope="col">{words.ground}</th>
          </tr>
        </thead>
        <tbody>
          {route.map(({ party, view, does, ground }) => (
            <tr key={`${party} ${does}`}>
              <td>
                <PartyGlyph party={party} bare /> {parties[party]?.[language] ?? party}
              </td>
              <td>{(type?.views[view] ?? { zh: view, en: view })[language]}</td>
              <td>{(doesWords[does] ?? { zh: does, en: does })[language]}</td>
              <td className="quiet">{ground}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
