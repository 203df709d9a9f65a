import { Select } from 'antd'
import { Link } from 'react-router'
import { type Seen, useOrganisations } from '../api/oversight.ts'
import { useType, useTypes } from '../api/queries.ts'
import { clockTime } from '../parts/formats.ts'
import { Days, Exports, Log, useFilter } from '../parts/log.tsx'
import { PartyGlyph } from '../parts/signs.tsx'
import { lookWords, oversightWords } from '../words/oversight.ts'
import { useLanguage, useSay, useWords } from '../words/words.ts'

/** 谁看过我的数据. Who, when, what, which view, on what ground. */
export function SeenPage() {
  const words = useWords(oversightWords)
  const language = useLanguage()
  const [search, set] = useFilter()
  const offices = (useOrganisations().data?.items ?? []).filter(({ party }) => party !== 'enterprise')
  const options = [
    { value: '', label: words.allOffices },
    ...offices.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <>
      <div className="head">
        <h1>{words.seen}</h1>
        <Days />
        <Select
          aria-label={words.office}
          value={search.get('organisation') ?? ''}
          options={options}
          style={{ minWidth: 200 }}
          onChange={(value) => set('organisation', value)}
        />
        <Exports path="/seen" />
      </div>
      <p className="quiet">{words.seenWhy}</p>
      <Log<Seen>
        path="/seen"
        empty={words.nobody}
        heads={[words.when, words.office, words.person, words.what, words.view, words.ground]}
        line={(seen) => [
          <>
            {clockTime(seen.lastAt, language)}
            {seen.times > 1 ? (
              <div className="quiet">
                {seen.times} {words.times}
                {language === 'zh' ? '，' : ', '}
                {words.from} {clockTime(seen.firstAt, language)}
              </div>
            ) : null}
          </>,
          <>
            <PartyGlyph party={seen.party} bare /> {seen.organisationName}
          </>,
          seen.person ?? '—',
          <Shown key="shown" seen={seen} />,
          <Views key="views" seen={seen} />,
          seen.ground || '—',
        ]}
      />
    </>
  )
}

const mostShown = 3

function Shown({ seen }: { readonly seen: Seen }) {
  const words = useWords(oversightWords)
  const say = useSay()
  const types = useTypes().data?.items ?? []
  const shown = seen.filings.slice(0, mostShown)
  const rest = seen.count - shown.length
  const nameOf = (type: string) => {
    const known = types.find(({ id }) => id === type)
    return known ? say(known.name) : type
  }
  return (
    <>
      {shown.map(({ id, type, ownNumber, title }) => (
        <div key={id}>
          <Link to={`/filings/${id}`}>{title ? say(title) : `${nameOf(type)} ${ownNumber ?? ''}`}</Link>
        </div>
      ))}
      <div className="quiet">
        {lookWords[seen.what] ? say(lookWords[seen.what]) : seen.what}
        {rest > 0 && shown.length > 0 ? ` · ${words.andMore} ${rest} ${words.others}` : ''}
      </div>
    </>
  )
}

/** The views by the names that their filing type gives them. */
function Views({ seen }: { readonly seen: Seen }) {
  const say = useSay()
  const views = useType(seen.filings[0]?.type ?? '')?.views ?? {}
  return seen.views.map((view) => <div key={view}>{views[view] ? say(views[view]) : view}</div>)
}
