import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import { ask, Problem } from '../../api/client.ts'
import { useFiling, useFindings } from '../../api/queries.ts'
import { type Start, useStartAct } from '../../api/start.ts'
import type { FilingDetail } from '../../api/types.ts'
import { Fault, Loaded } from '../../parts/waiting.tsx'
import { filled } from '../../words/desk.ts'
import { startWords } from '../../words/own.ts'
import { useSay, useWords } from '../../words/words.ts'

interface Given {
  readonly filing: NonNullable<Start['filing']>
  readonly isFiled?: boolean
}

/** 第一本手册. What was made is registered, so that nothing is typed twice; then the draft, with what the gate finds. */
export function FirstHandbook({ filing, isFiled = false }: Given) {
  const words = useWords(startWords)
  const go = useNavigate()
  const open = () => go(`/filings/${filing.id}`)
  const found = useFiling(filing.id)
  const register = useStartAct(() => ask('/start/registration', { method: 'POST' }), open)
  if (isFiled)
    return (
      <p className="card own-acts">
        {words.submitted} <Link to={`/filings/${filing.id}`}>{words.follow}</Link>
      </p>
    )
  return (
    <section className="card">
      <header>
        <h2>{words.handbook}</h2>
      </header>
      <p className="own-acts">{words.handbookWhy}</p>
      <Fault error={register.error} />
      {register.error instanceof Problem ? (
        <ul>
          {register.error.errors.map(({ pointer, message }) => (
            <li key={`${pointer} ${message}`}>{message}</li>
          ))}
        </ul>
      ) : null}
      <p className="own-acts">
        <Button type="primary" loading={register.isPending} onClick={() => register.mutate(undefined)}>
          {words.register}
        </Button>
        <Button onClick={open}>{words.draftOnly}</Button>
      </p>
      <Loaded query={found}>{(one) => <Gate filing={one} />}</Loaded>
    </section>
  )
}

/** What stands in the way of filing, most weighty kinds first, each once. */
function Gate({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords(startWords)
  const say = useSay()
  const judged = useFindings(filing)
  const findings = judged.data?.findings ?? []
  const shown = [...new Map(findings.map((finding) => [finding.check + finding.message.zh, finding])).values()]
  return (
    <>
      <h3 className="own-preview">
        {findings.length > 0 ? filled(words.findings, { n: findings.length }) : words.gate}
      </h3>
      <ul className="rows">
        {judged.data && shown.length === 0 ? <li>{words.gateNone}</li> : null}
        {shown.slice(0, 12).map((finding) => (
          <li key={finding.check + finding.message.zh} className="line">
            <span className="grow">
              {say(finding.message)} <span className="quiet">{say(finding.remedy)}</span>
            </span>
            <span className="mono quiet">{finding.check}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
