import { Link } from 'react-router'
import { useDraw } from '../api/assignment.ts'
import { Loaded } from '../parts/waiting.tsx'
import { assignmentWords } from '../words/assignment.ts'
import { useWords } from '../words/words.ts'

/** One draw: its seed, the proof that it comes out the same, and who got which case. */
export function DrawCard({ id }: { readonly id: string }) {
  const words = useWords(assignmentWords)
  const draw = useDraw(id)
  return (
    <Loaded query={draw}>
      {({ seed, promised, nextHash, officers, cases, isSame }) => {
        const names = new Map(officers.map((officer) => [officer.id, officer.name]))
        return (
          <div className="draw">
            <p>
              <span className={`tag ${isSame ? 'tone-green' : 'tone-red'}`}>
                {isSame ? words.same : words.different}
              </span>
            </p>
            <p className="quiet">{words.rule}</p>
            <dl>
              <dt>{words.seed}</dt>
              <dd className="mono">{seed}</dd>
              <dt>{words.promised}</dt>
              <dd className="mono">{promised ?? words.first}</dd>
              <dt>{words.next}</dt>
              <dd className="mono">{nextHash}</dd>
            </dl>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
            <section className="scroll" tabIndex={0} aria-label={words.cases}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{words.number}</th>
                    <th scope="col">{words.firm}</th>
                    <th scope="col">{words.among}</th>
                    <th scope="col">{words.to}</th>
                  </tr>
                </thead>
                <tbody>
                  {cases.map(({ task, filing, firm, number, among, to }) => (
                    <tr key={task}>
                      <td>
                        <Link to={`/filings/${filing}`}>{number ?? '—'}</Link>
                      </td>
                      <td>{firm}</td>
                      <td>{among.map((one) => names.get(one) ?? one).join('、')}</td>
                      <td>{to === null ? words.nobody : (names.get(to) ?? to)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </div>
        )
      }}
    </Loaded>
  )
}
