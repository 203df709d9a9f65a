import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import type { FilingDetail } from '../api/types.ts'
import { clockTime } from '../parts/formats.ts'
import { PartyGlyph } from '../parts/signs.tsx'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { detailWords } from '../words/detail.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { useNameOf } from './event-name.ts'
import { useTalk } from './queries.ts'

/** 往来. What the parties said about the filing, and a line to say more. */
export function TalkTab({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords(detailWords)
  const language = useLanguage()
  const talk = useTalk(filing.id)
  const nameOfPerson = useNameOf()
  return (
    <>
      <Loaded query={talk}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="empty">{words.noTalk}</p>
          ) : (
            <ol className="rows" aria-live="polite">
              {items.map(({ n, party, organisation, person, hasLeft, says, businessAt }) => (
                <li key={n}>
                  <div className="line">
                    <PartyGlyph party={party ?? 'enterprise'} bare />
                    <b className="grow">
                      {organisation}
                      {person ? ` · ${nameOfPerson(person, hasLeft)}` : ''}
                    </b>
                    <span className="quiet">{clockTime(businessAt, language)}</span>
                  </div>
                  <div style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', marginTop: 4 }}>{says}</div>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
      <Say filing={filing} />
    </>
  )
}

/** What is typed stays until the server has it. Ctrl Enter sends. */
function Say({ filing }: { readonly filing: FilingDetail }) {
  const words = useWords(detailWords)
  const queries = useQueryClient()
  const [says, setSays] = useState('')
  const send = useMutation({
    mutationFn: () => ask(`/filings/${filing.id}/talk`, { method: 'POST', body: { says } }),
    onSuccess: () => {
      setSays('')
      return queries.invalidateQueries({ queryKey: ['filing', filing.id, 'talk'] })
    },
  })
  const isEmpty = says.trim() === ''
  return (
    <form
      style={{ padding: 14, borderTop: '1px solid var(--line)' }}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isEmpty && !send.isPending) send.mutate()
      }}
    >
      <Fault error={send.error} />
      <label htmlFor="says">{words.say}</label>
      <Input.TextArea
        id="says"
        rows={2}
        maxLength={4000}
        value={says}
        aria-describedby="seen-by"
        onChange={({ target }) => setSays(target.value)}
        onKeyDown={(event) => {
          if (event.ctrlKey && event.key === 'Enter') event.currentTarget.form?.requestSubmit()
        }}
      />
      <div className="line" style={{ display: 'flex', gap: 10, alignItems: 'center', marginTop: 8 }}>
        <span id="seen-by" className="quiet" style={{ flex: 1 }}>
          {words.seenBy}
        </span>
        <Button htmlType="submit" disabled={isEmpty} loading={send.isPending}>
          {words.send}
        </Button>
      </div>
    </form>
  )
}
