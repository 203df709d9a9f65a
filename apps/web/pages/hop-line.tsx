import { useHistory, useType } from '../api/queries.ts'
import type { FilingDetail, Happening } from '../api/types.ts'
import { between, clockTime } from '../parts/formats.ts'
import { PartyGlyph } from '../parts/signs.tsx'
import { Loaded } from '../parts/waiting.tsx'
import { parties } from '../words/common.ts'
import { eventWords, pageWords } from '../words/pages.ts'
import { type Both, useLanguage, useWords } from '../words/words.ts'

/** Who did a thing: the filer what is written and sent, the decider the rest. */
const byFiler = ['open', 'submit', 'submitHeld', 'withdraw', 'stage:explained']

/** 办件进度. Hop by hop, with times; below it who holds it now, since when, and what was promised. */
export function HopLine({ filing }: { readonly filing: FilingDetail }) {
  const history = useHistory(filing.id, filing.revision)
  return (
    <section className="card">
      <Loaded query={history}>{({ items }) => <Hops filing={filing} items={items} />}</Loaded>
    </section>
  )
}

function Hops({ filing, items }: { readonly filing: FilingDetail; readonly items: readonly Happening[] }) {
  const language = useLanguage()
  const stages = useType(filing.type)?.stages ?? {}
  const decider = filing.route?.find(({ does }) => does === 'decide')?.party ?? 'customs'
  const filer = 'enterprise'
  return (
    <>
      <ol className="hops">
        {items.map(({ n, event, businessAt, reason }, at) => (
          <li key={n} className={at === items.length - 1 ? 'now' : undefined}>
            <PartyGlyph party={byFiler.includes(event) ? filer : decider} />
            <div>
              <b>{nameOf(event, stages)[language]}</b>
            </div>
            <div>{clockTime(businessAt, language)}</div>
            <div className="quiet">
              {at > 0 ? `+ ${between(items[at - 1].businessAt, businessAt, language)}` : ''} {reason ?? ''}
            </div>
          </li>
        ))}
      </ol>
      <Holder filing={filing} since={items.at(-1)?.businessAt} decider={decider} />
    </>
  )
}

/** What happened, in words: an event of the life cycle, or a stage of the type (`stage:imported`). */
const nameOf = (event: string, stages: Readonly<Record<string, Both>>): Both =>
  eventWords[event] ?? stages[event.replace(/^stage:/, '')] ?? { zh: event, en: event }

function Holder({
  filing,
  since,
  decider,
}: {
  readonly filing: FilingDetail
  readonly since: string | undefined
  readonly decider: string
}) {
  const words = useWords(pageWords)
  const language = useLanguage()
  const holder = { draft: 'enterprise', returned: 'enterprise', held: decider, submitted: decider, inReview: decider }[
    filing.state
  ]
  const days = filing.route?.find(({ does }) => does === 'decide')?.workingDays
  return (
    <p style={{ margin: 0, padding: '8px 14px', borderTop: '1px solid var(--line)' }}>
      {holder === undefined ? (
        words.done
      ) : (
        <>
          {words.holder} <b>{parties[holder]?.[language] ?? holder}</b>
          {since ? `${words.since} ${clockTime(since, language)}` : ''}
          {holder !== 'enterprise' && days !== undefined ? ` · ${words.promised} ${days}` : ''}
        </>
      )}
    </p>
  )
}
