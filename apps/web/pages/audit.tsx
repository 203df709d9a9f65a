import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Select } from 'antd'
import { type LogLine, useOrganisations, type Verified, verifyLog } from '../api/oversight.ts'
import { useTypes } from '../api/queries.ts'
import { clockTime } from '../parts/formats.ts'
import { Days, Exports, Log, TextFilter, useFilter } from '../parts/log.tsx'
import { Fault } from '../parts/waiting.tsx'
import { actWords, faultWords, lookWords, oversightWords } from '../words/oversight.ts'
import { eventWords } from '../words/pages.ts'
import { useLanguage, useSay, useWords } from '../words/words.ts'

/** 审计日志. Who did and who saw what of whom: searched, exported, verified. */
export function AuditPage() {
  const words = useWords(oversightWords)
  const language = useLanguage()
  const check = useMutation({ mutationFn: verifyLog })
  return (
    <>
      <div className="head">
        <h1>{words.log}</h1>
        <Button loading={check.isPending} onClick={() => check.mutate()}>
          {words.verify}
        </Button>
        <Exports path="/audit" />
      </div>
      <p className="quiet">{words.logWhy}</p>
      <Filters />
      <Fault error={check.error} />
      {check.data ? <Outcome verified={check.data} /> : null}
      <Log<LogLine>
        path="/audit"
        empty={words.noLines}
        heads={[
          words.when,
          words.office,
          words.person,
          words.act,
          words.which,
          words.whose,
          words.subject,
          words.ground,
        ]}
        line={(line) => [
          <>
            {clockTime(line.at, language)}
            {line.sealed ? null : <div className="quiet">{words.notSealed}</div>}
          </>,
          line.organisationName ?? '—',
          line.personName ?? '—',
          <Act key="act" act={line.act} />,
          <What key="what" what={line.what} />,
          line.enterpriseName ?? '—',
          <span key="subject" className="mono">
            {line.subject ?? '—'}
          </span>,
          line.purpose || '—',
        ]}
      />
    </>
  )
}

/** What was looked at, what happened, or the type of what was opened. */
function What({ what }: { readonly what: string | null }) {
  const say = useSay()
  const types = useTypes().data?.items ?? []
  if (what === null) return '—'
  const [event, stage] = what.split(':')
  const known = lookWords[what] ?? eventWords[event] ?? types.find(({ id }) => id === what)?.name
  return (
    <>
      {known ? say(known) : what}
      {stage === undefined ? null : <div className="mono quiet">{stage}</div>}
    </>
  )
}

/** What kind of act it is in words, and its name in the log. */
function Act({ act }: { readonly act: string }) {
  const say = useSay()
  const known = Object.entries(actWords).find(([begins]) => act.startsWith(begins))
  return (
    <>
      {known ? say(known[1]) : null} <div className="mono quiet">{act}</div>
    </>
  )
}

function Filters() {
  const words = useWords(oversightWords)
  const say = useSay()
  const [search, set] = useFilter()
  const organisations = [
    { value: '', label: words.allOrganisations },
    ...(useOrganisations().data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]
  const acts = [
    { value: '', label: words.allActs },
    ...Object.entries(actWords).map(([value, text]) => ({ value, label: say(text) })),
  ]
  const choose = (name: string, label: string, options: typeof acts) => (
    <Select
      aria-label={label}
      value={search.get(name) ?? ''}
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ minWidth: 160 }}
      onChange={(value) => set(name, value)}
    />
  )
  return (
    <div className="head">
      <Days />
      {choose('act', words.act, acts)}
      {choose('organisation', words.office, organisations)}
      <TextFilter name="person" label={words.person} hint={words.personHint} />
      <TextFilter name="subject" label={words.subject} hint={words.subjectHint} />
    </div>
  )
}

function Outcome({ verified }: { readonly verified: Verified }) {
  const words = useWords(oversightWords)
  const say = useSay()
  const { seals, rows, faults, head } = verified
  const sum = `${rows} ${words.rows} · ${seals} ${words.seals} · ${words.head} ${head?.slice(0, 16) ?? '—'}`
  return (
    <Alert
      role="status"
      type={faults.length === 0 ? 'success' : 'error'}
      title={`${words.verified}: ${faults.length === 0 ? words.noFaults : faults.length}`}
      description={
        <>
          {sum}
          {faults.map(({ kind, id, seal }) => (
            <div key={`${kind} ${id} ${seal}`} className="mono">
              {faultWords[kind] ? say(faultWords[kind]) : kind} {id} {seal === null ? '' : `#${seal}`}
            </div>
          ))}
        </>
      }
    />
  )
}
