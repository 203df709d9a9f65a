import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import { type Mandate, useMandates } from '../api/mandates.ts'
import { useSession, useTypes } from '../api/queries.ts'
import { Confirm } from '../parts/confirm.tsx'
import { dayOf, grouped } from '../parts/formats.ts'
import { Scrolling } from '../parts/scrolling.tsx'
import { Sign } from '../parts/signs.tsx'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { mandateWords } from '../words/mandates.ts'
import { useLanguage, useSay, useWords } from '../words/words.ts'
import { NewMandate } from './new-mandate.tsx'

/** 委托. What was given and what is held, agreed to and ended by either side. */
export function MandatesPage() {
  const words = useWords(mandateWords)
  const isFirm = useSession().data?.party === 'enterprise'
  const mandates = useMandates()
  return (
    <>
      <div className="head">
        <h1>{words.title}</h1>
        <span className="note">{words.sides}</span>
      </div>
      <Loaded query={mandates}>
        {({ items }) => (
          <div className="stack">
            {(['given', 'held'] as const).map((mine) => {
              const found = items.filter((mandate) => mandate.mine === mine)
              return mine === 'given' && !isFirm ? null : <List key={mine} title={words[mine]} mandates={found} />
            })}
            {isFirm ? <NewMandate /> : null}
          </div>
        )}
      </Loaded>
    </>
  )
}

const signs = {
  proposed: { ...mandateWords.proposed, sign: '…', tone: 'amber' },
  agreed: { ...mandateWords.agreed, sign: '✓', tone: 'green' },
  ended: { ...mandateWords.ended, sign: '⊘', tone: 'grey' },
} as const

function List({ title, mandates }: { readonly title: string; readonly mandates: readonly Mandate[] }) {
  const words = useWords(mandateWords)
  const language = useLanguage()
  return (
    <section className="card">
      <header>
        <h2>{title}</h2>
        <span className="note">{mandates.length}</span>
      </header>
      {mandates.length === 0 ? (
        <p className="empty">{words.none}</p>
      ) : (
        <Scrolling name={title}>
          <table className="table">
            <thead>
              <tr>
                {[words.party, words.covers, words.days, words.state, words.act].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {mandates.map((mandate) => (
                <tr key={mandate.id}>
                  <td>{mandate.mine === 'given' ? mandate.holderName : mandate.enterpriseName}</td>
                  <td>
                    <Covers mandate={mandate} />
                  </td>
                  <td className="nowrap">
                    {dayOf(mandate.from, language)} – {dayOf(mandate.until, language)}
                  </td>
                  <td>
                    <Sign of={mandate.state} known={signs} />
                  </td>
                  <td>
                    <Acts mandate={mandate} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolling>
      )}
    </section>
  )
}

function Covers({ mandate: { books, types, acts, most } }: { readonly mandate: Mandate }) {
  const words = useWords(mandateWords)
  const say = useSay()
  const known = useTypes().data?.items ?? []
  const nameOf = (id: string) => {
    const type = known.find((one) => one.id === id)
    return type ? say(type.name) : id
  }
  return (
    <>
      {books?.join(' ') ?? words.allBooks} · {types?.map(nameOf).join(' ') ?? words.allTypes}
      <div className="quiet">
        {acts.map((act) => words[act]).join(' ')}
        {most === null ? '' : ` · ${words.most} ${grouped(most)}`}
      </div>
    </>
  )
}

function Acts({ mandate: { id, enterprise, state, mine } }: { readonly mandate: Mandate }) {
  const words = useWords(mandateWords)
  const queries = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  const act = useMutation({
    mutationFn: (name: 'agree' | 'end') =>
      ask(`/mandates/${enterprise}/${id}/${name}`, { method: 'POST', ...(name === 'end' ? { body: { reason } } : {}) }),
    onSuccess: () => {
      setAsked(false)
      return queries.invalidateQueries()
    },
  })
  if (state === 'ended') return null
  return (
    <div style={{ display: 'flex', gap: 8 }}>
      {state === 'proposed' && mine === 'held' ? (
        <Button type="primary" loading={act.isPending} onClick={() => act.mutate('agree')}>
          {words.agree}
        </Button>
      ) : null}
      <Button onClick={() => setAsked(true)}>{words.end}</Button>
      {isAsked ? (
        <Confirm
          title={words.end}
          act={words.end}
          isBusy={act.isPending}
          isReady={reason.trim() !== ''}
          onAct={() => act.mutate('end')}
          onClose={() => setAsked(false)}
        >
          <Fault error={act.error} />
          <p>{words.endEffect}</p>
          <label htmlFor="end-reason">{words.reason}</label>
          <Input id="end-reason" maxLength={400} value={reason} onChange={({ target }) => setReason(target.value)} />
        </Confirm>
      ) : (
        <Fault error={act.error} />
      )}
    </div>
  )
}
