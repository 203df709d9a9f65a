import { Link } from 'react-router'
import { useClock, useHistory, useType } from '../api/queries.ts'
import type { FilingDetail, Happening, Standing } from '../api/types.ts'
import { between, clockTime, limitTime } from '../parts/formats.ts'
import { PartyGlyph } from '../parts/signs.tsx'
import { Loaded } from '../parts/waiting.tsx'
import { detailWords, holdingWords } from '../words/detail.ts'
import { useLanguage, useSay, useWords } from '../words/words.ts'
import { useEventName, useNameOf } from './event-name.ts'

/** 办件进度. Hop by hop, with times and names; below it who holds it now, since when, and until when. */
export function HopLine({ filing }: { readonly filing: FilingDetail }) {
  const history = useHistory(filing.id, filing.revision)
  return (
    <section className="card">
      <Loaded query={history}>{({ items }) => <Hops filing={filing} items={items} />}</Loaded>
      <HolderBar filing={filing} />
    </section>
  )
}

// More would not fit on a line; all of them stand in the log.
const shown = 6

function Hops({ filing, items }: { readonly filing: FilingDetail; readonly items: readonly Happening[] }) {
  const words = useWords(detailWords)
  const nameOfPerson = useNameOf()
  const nameOf = useEventName(useType(filing.type))
  const language = useLanguage()
  const { holder } = filing.standing
  const last = items.slice(-shown)
  return (
    <>
      {items.length > shown ? (
        <p className="quiet" style={{ margin: '8px 14px 0' }}>
          <Link to={`/filings/${filing.id}/log`}>
            {items.length - shown} · {words.earlier}
          </Link>
        </p>
      ) : null}
      <ol className="hops">
        {last.map(({ n, event, businessAt, party, organisation, person, hasLeft }, at) => (
          <li key={n}>
            {at > 0 ? <div className="took quiet">{between(last[at - 1].businessAt, businessAt, language)}</div> : null}
            <PartyGlyph party={party ?? 'enterprise'} />
            <b>{nameOf(event)}</b>
            <div>{clockTime(businessAt, language)}</div>
            <div className="quiet">{person === null ? (organisation ?? '') : nameOfPerson(person, hasLeft)}</div>
          </li>
        ))}
        {holder ? <Now holder={holder} state={filing.state} /> : null}
      </ol>
    </>
  )
}

/** The hop that is under way. */
function Now({
  holder: { party, name, dueAt },
  state,
}: {
  readonly holder: NonNullable<Standing['holder']>
  readonly state: string
}) {
  const words = useWords(detailWords)
  const language = useLanguage()
  const say = useSay()
  return (
    <li className="now">
      <PartyGlyph party={party} />
      <b>{say(holdingWords[state] ?? detailWords.underWay)}</b>
      <div>{dueAt ? `${words.latest} ${limitTime(dueAt, language)}` : '—'}</div>
      <div className="quiet">{name}</div>
    </li>
  )
}

function HolderBar({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords(detailWords)
  const language = useLanguage()
  const now = useClock().data?.now
  const { holder } = filing.standing
  if (!holder) return <p className="holder quiet">{words.ended}</p>
  const { name, since, dueAt, days } = holder
  const isLate = dueAt !== undefined && now !== undefined && Date.parse(dueAt) < Date.parse(now)
  return (
    <div className="holder">
      <span>
        {words.holder} <b>{name}</b> {words.holds}
        {language === 'zh' ? '，' : ', '}
        {words.since} {clockTime(since, language)}
        {dueAt ? `${language === 'zh' ? '，' : ', '}${words.limit} ${limitTime(dueAt, language)}` : ''}
      </span>
      {days ? (
        <span style={isLate ? { color: 'var(--red)' } : undefined}>
          <progress
            max={Math.max(days.promised, 1)}
            value={Math.min(days.used, days.promised)}
            aria-label={words.promised}
          />{' '}
          {days.used} / {days.promised} {words.workingDays}
          {isLate ? ` · ${words.overdue}` : ''}
        </span>
      ) : null}
      <Link to={`/filings/${filing.id}/talk`} style={{ marginLeft: 'auto' }}>
        {words.ask}
      </Link>
    </div>
  )
}
