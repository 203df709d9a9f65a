import { useHistory, useType } from '../api/queries.ts'
import type { FilingDetail } from '../api/types.ts'
import { between, clockTime } from '../parts/formats.ts'
import { Scrolling } from '../parts/scrolling.tsx'
import { PartyGlyph } from '../parts/signs.tsx'
import { Loaded } from '../parts/waiting.tsx'
import { detailWords } from '../words/detail.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { useEventName, useNameOf } from './event-name.ts'

/** 留痕. Everything that happened to the filing, the newest on top. */
export function LogTab({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords(detailWords)
  const language = useLanguage()
  const nameOfPerson = useNameOf()
  const nameOf = useEventName(useType(filing.type))
  const history = useHistory(filing.id, filing.revision)
  return (
    <Loaded query={history}>
      {({ items }) => (
        <Scrolling name={words.log}>
          <table className="table cards">
            <thead>
              <tr>
                {[words.when, words.event, words.who, words.took, words.reason].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items
                .map((happened, at) => ({ ...happened, before: items[at - 1]?.businessAt }))
                .toReversed()
                .map(({ n, event, businessAt, party, organisation, person, hasLeft, reason, before }) => (
                  <tr key={n}>
                    <td className="nowrap" data-name={words.when}>
                      {clockTime(businessAt, language)}
                    </td>
                    <td data-name={words.event}>{nameOf(event)}</td>
                    <td data-name={words.who}>
                      <PartyGlyph party={party ?? 'enterprise'} bare /> {organisation}
                      {person ? ` · ${nameOfPerson(person, hasLeft)}` : ''}
                    </td>
                    <td className="nowrap quiet" data-name={words.took}>
                      {before ? between(before, businessAt, language) : '—'}
                    </td>
                    <td data-name={words.reason}>{reason ?? ''}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </Scrolling>
      )}
    </Loaded>
  )
}
