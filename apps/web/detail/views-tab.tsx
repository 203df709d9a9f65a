import { useType } from '../api/queries.ts'
import type { FilingDetail } from '../api/types.ts'
import { limitTime } from '../parts/formats.ts'
import { Scrolling } from '../parts/scrolling.tsx'
import { PartyGlyph, Sign } from '../parts/signs.tsx'
import { parties } from '../words/common.ts'
import { byWords, detailWords, partStates } from '../words/detail.ts'
import { doesWords } from '../words/pages.ts'
import { useLanguage, useSay, useWords } from '../words/words.ts'

/** 各方视图. One filing, each party's view of it, what it does, until when, and on what ground. */
export function ViewsTab({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords(detailWords)
  const language = useLanguage()
  const say = useSay()
  const type = useType(filing.type)
  const { offices } = filing.standing
  if (offices.length === 0) return <p className="empty">{words.notFiled}</p>
  return (
    <>
      <Scrolling name={words.views}>
        <table className="table cards">
          <thead>
            <tr>
              {[words.office, words.sees, words.does, words.limitOf, words.state, words.ground].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {offices.map(({ party, name, view, does, by, dueAt, state, ground }) => (
              <tr key={`${party} ${does}`}>
                <td data-name={words.office}>
                  <PartyGlyph party={party} bare /> {name ?? parties[party]?.[language] ?? party}
                </td>
                <td data-name={words.sees}>{say(type?.views[view] ?? { zh: view, en: view })}</td>
                <td data-name={words.does}>
                  {say(doesWords[does])}
                  {does === 'inform' ? '' : ` · ${say(byWords[by])}`}
                </td>
                <td data-name={words.limitOf}>{dueAt ? limitTime(dueAt, language) : '—'}</td>
                <td data-name={words.state}>
                  <Sign of={state} known={partStates} />
                </td>
                <td className="quiet" data-name={words.ground}>
                  {ground}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
      <p className="quiet" style={{ margin: 0, padding: '9px 14px', borderTop: '1px solid var(--line)' }}>
        {words.once}
      </p>
    </>
  )
}
