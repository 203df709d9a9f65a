import { useFindings } from '../api/queries.ts'
import type { FilingDetail, Finding } from '../api/types.ts'
import { VerdictTag } from '../parts/signs.tsx'
import { Loaded } from '../parts/waiting.tsx'
import { pageWords } from '../words/pages.ts'
import { useSay, useWords } from '../words/words.ts'

/** 校验结果. Of a draft as it would be judged now; of what was filed, as it was judged. */
export function FindingsCard({ filing }: { readonly filing: FilingDetail }) {
  const judged = useFindings(filing)
  return <Loaded query={judged}>{({ edition, findings }) => <Findings edition={edition} findings={findings} />}</Loaded>
}

const strongest = ['reject', 'hold', 'explain', 'route', 'warn']

function Findings({ edition, findings }: { readonly edition: string; readonly findings: readonly Finding[] }) {
  const words = useWords(pageWords)
  const sorted = findings.toSorted((a, b) => strongest.indexOf(a.effect) - strongest.indexOf(b.effect))
  return (
    <section className="card">
      <header>
        <h2>
          {words.findings} {findings.length}
        </h2>
        <span className="note">
          {words.edition} {edition}
        </span>
      </header>
      {sorted.length === 0 ? (
        <p className="empty">{words.noFindings}</p>
      ) : (
        <ul className="rows">
          {sorted.map((finding) => (
            <FindingRow key={`${finding.check} ${finding.pointer}`} finding={finding} />
          ))}
        </ul>
      )}
    </section>
  )
}

/** 校验卡: verdict, code and place, the sentence with its arithmetic, what would pass, the ground. */
function FindingRow({ finding }: { readonly finding: Finding }) {
  const words = useWords(pageWords)
  const say = useSay()
  return (
    <li>
      <div className="line" style={{ alignItems: 'flex-start' }}>
        <VerdictTag effect={finding.effect} />
        <div className="grow">
          <b>{finding.check}</b> <span className="mono quiet">{finding.pointer}</span>
          <div>{say(finding.message)}</div>
          <div className="quiet">
            {say(finding.remedy)}
            {finding.passes ? ` ${words.passes} ${finding.passes}` : ''} · {finding.ground}
          </div>
        </div>
      </div>
    </li>
  )
}
