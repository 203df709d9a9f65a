import { Button, Input } from 'antd'
import { useState } from 'react'
import type { Link } from '../api/people.ts'
import { peopleWords } from '../words/people.ts'
import { proposalWords } from '../words/proposals.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { clockTime } from './formats.ts'

/** A link with the name of who gets it. */
export interface Made extends Link {
  readonly name: string
}

/** A one-time link, shown this once to who hands it over. */
export function MadeLink({ made: { link, name, expiresAt, proposal } }: { readonly made: Made }) {
  const words = useWords({ ...peopleWords, ...proposalWords })
  const language = useLanguage()
  const [isCopied, setCopied] = useState(false)
  const copy = () => navigator.clipboard.writeText(link).then(() => setCopied(true))
  return (
    <section className="card" style={{ padding: 14, marginBottom: 12 }} role="status">
      <b>
        {words.linkFor} {name}
      </b>
      <div className="head" style={{ margin: '8px 0' }}>
        <Input className="mono" readOnly value={link} aria-label={words.linkFor} style={{ flex: 1, minWidth: 220 }} />
        <Button onClick={() => void copy()}>{isCopied ? words.copied : words.copy}</Button>
      </div>
      <span className="quiet">
        {proposal ? words.linkWaits : ''} {words.linkOnce} {words.until} {clockTime(expiresAt, language)}
      </span>
    </section>
  )
}
