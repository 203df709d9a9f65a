import type { PaperAsked } from '../api/types.ts'
import { Sign } from '../parts/signs.tsx'
import { paperWords } from '../words/papers.ts'
import { useSay, useWords } from '../words/words.ts'

const states = {
  there: { ...paperWords.there, sign: '✓', tone: 'green' },
  missing: { ...paperWords.missing, sign: '!', tone: 'amber' },
  mayBe: { ...paperWords.mayBe, sign: '○', tone: 'grey' },
} as const

/** 单证清单. Which papers this type of filing asks for and takes, on what ground, and which are there. */
export function PapersAsked({ asked }: { readonly asked: readonly PaperAsked[] }) {
  const words = useWords(paperWords)
  const say = useSay()
  if (asked.length === 0) return null
  const effects: Readonly<Record<string, string>> = { reject: words.rejects, hold: words.holds, warn: words.warns }
  return (
    <section aria-label={words.asked} className="asked">
      <h3>{words.asked}</h3>
      <ul className="rows">
        {asked.map(({ code, name, does, effect = 'warn', ground, isThere }) => {
          const state = isThere ? 'there' : does === 'required' ? 'missing' : 'mayBe'
          return (
            <li key={code}>
              <div className="line">
                <Sign of={state} known={states} />
                <div className="grow">
                  {say(name)} <span className="quiet">{code}</span>
                  <div className="quiet">
                    {does === 'required' ? `${words.requiredNote}，${effects[effect] ?? effect} · ` : ''}
                    {ground}
                  </div>
                </div>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
