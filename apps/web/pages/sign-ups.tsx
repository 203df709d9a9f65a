import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import { useProposals } from '../api/proposals.ts'
import { type OpenSignUp, useSignUps } from '../api/sign-up.ts'
import { clockTime } from '../parts/formats.ts'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { signUpWords } from '../words/sign-up.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { ProposalsCard } from './proposals-card.tsx'

/** 入驻申请. What waits for the operator: with evidence, and with who has the credit code already. */
export function SignUpsPage() {
  const words = useWords(signUpWords)
  const waiting = useSignUps()
  const items = waiting.data?.pages.flatMap((page) => page.items)
  return (
    <>
      <div className="head">
        <h1>{words.signUps}</h1>
      </div>
      <ProposalsCard />
      <section className="card">
        <Loaded query={{ ...waiting, data: items }}>
          {(found) =>
            found.length === 0 ? (
              <p className="empty">{words.noSignUps}</p>
            ) : (
              <ul className="rows" aria-label={words.signUps}>
                {found.map((signUp) => (
                  <One key={signUp.id} signUp={signUp} />
                ))}
              </ul>
            )
          }
        </Loaded>
        {waiting.hasNextPage ? (
          <Button type="text" onClick={() => void waiting.fetchNextPage()}>
            {words.more}
          </Button>
        ) : null}
      </section>
    </>
  )
}

function One({
  signUp: { id, name, creditCode, customsCode, contact, phone, known, at },
}: {
  readonly signUp: OpenSignUp
}) {
  const words = useWords(signUpWords)
  const language = useLanguage()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const again = () => queries.invalidateQueries()
  const isProposed = useProposals().data?.items.some(({ subject }) => subject === id) === true
  const approve = useMutation({
    mutationFn: () => ask(`/sign-ups/${id}/approval`, { method: 'POST', body: {} }),
    onSuccess: again,
  })
  const refuse = useMutation({
    mutationFn: () => ask(`/sign-ups/${id}/refusal`, { method: 'POST', body: { reason } }),
    onSuccess: again,
  })
  return (
    <li className="stack" style={{ gap: 8 }}>
      <div>
        <b>{name}</b> <span className="mono">{creditCode}</span> <span className="mono">{customsCode}</span>
        <div className="quiet">
          {contact} · {phone} · {words.appliedAt} {clockTime(at, language)}
        </div>
      </div>
      {known ? (
        <p className="tag tone-amber" style={{ margin: 0, whiteSpace: 'normal', justifySelf: 'start' }}>
          {words.known}
          {known}。{words.knownWhy}
        </p>
      ) : null}
      <Fault error={approve.error ?? refuse.error} />
      <div className="line" style={{ flexWrap: 'wrap' }}>
        <a href={`/api/v1/sign-ups/${id}/evidence`}>{words.showEvidence}</a>
        <Button
          type="primary"
          loading={approve.isPending}
          disabled={isProposed}
          aria-label={`${words.approve} ${name}`}
          onClick={() => approve.mutate()}
        >
          {words.approve}
        </Button>
        <Input
          aria-label={`${words.reason} ${name}`}
          placeholder={words.reason}
          maxLength={1000}
          style={{ flex: 1, minWidth: 180 }}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button
          disabled={reason.trim() === ''}
          loading={refuse.isPending}
          aria-label={`${words.refuse} ${name}`}
          onClick={() => refuse.mutate()}
        >
          {words.refuse}
        </Button>
      </div>
    </li>
  )
}
