import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import { type Proposal, useProposals } from '../api/proposals.ts'
import { Confirm } from '../parts/confirm.tsx'
import { clockTime } from '../parts/formats.ts'
import { Fault } from '../parts/waiting.tsx'
import '../theme/signature.css'
import { roleWords } from '../words/people.ts'
import { comesWords, factWords, proposalWords } from '../words/proposals.ts'
import { type Language, useLanguage, useWords } from '../words/words.ts'

/** 双人确认. What waits for this person to confirm, and what they proposed. Nothing where there is nothing. */
export function ProposalsCard({ onlyWaiting = false }: { readonly onlyWaiting?: boolean }) {
  const words = useWords(proposalWords)
  const found = useProposals().data?.items ?? []
  const items = onlyWaiting ? found.filter(({ isOwn }) => !isOwn) : found
  if (items.length === 0) return null
  return (
    <section className="card" aria-label={words.proposals} style={{ marginBottom: 12 }}>
      <header>
        <h2>
          {words.proposals} {items.length}
        </h2>
      </header>
      <ul className="rows">
        {items.map((proposal) => (
          <One key={proposal.id} proposal={proposal} />
        ))}
      </ul>
    </section>
  )
}

const namesOf = (roles: readonly string[], language: Language) =>
  roles.map((role) => roleWords[role]?.[language] ?? role).join(language === 'zh' ? '、' : ', ') || '—'

function One({ proposal }: { readonly proposal: Proposal }) {
  const words = useWords(proposalWords)
  const language = useLanguage()
  const queries = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const { id, kind, organisationName, difference, hash, by, second, isOwn, expiresAt } = proposal
  const { name, before, after } = difference
  const again = () => queries.invalidateQueries()
  const confirm = useMutation({
    mutationFn: () => ask(`/proposals/${id}/confirmation`, { method: 'POST', body: { hash } }),
    onSettled: again,
  })
  const withdraw = useMutation({
    mutationFn: () => ask(`/proposals/${id}`, { method: 'DELETE' }),
    onSettled: again,
  })
  return (
    <li>
      <div className="line" style={{ flexWrap: 'wrap' }}>
        <span className={`tag ${isOwn ? 'tone-grey' : 'tone-amber'}`}>
          <span aria-hidden="true">{isOwn ? '·' : '◷'}</span>
          {isOwn ? words.own : words.waits}
        </span>
        <div className="grow" style={{ minWidth: 220 }}>
          <b>
            {words[kind]} · {name}
          </b>{' '}
          {organisationName ?? ''}
          <div>
            {namesOf(before, language)} → {namesOf(after, language)}
          </div>
          <div className="quiet">
            {isOwn
              ? `${words.second} ${second.organisation} · ${roleWords[second.role]?.[language] ?? second.role}`
              : `${words.by} ${by.name} ${by.organisation}`}{' '}
            · {words.until} {clockTime(expiresAt, language)}
          </div>
        </div>
        {isOwn ? (
          <Button
            loading={withdraw.isPending}
            aria-label={`${words.withdraw} ${name}`}
            onClick={() => withdraw.mutate()}
          >
            {words.withdraw}
          </Button>
        ) : (
          <Button type="primary" aria-label={`${words.look} ${name}`} onClick={() => setAsked(true)}>
            {words.look}
          </Button>
        )}
      </div>
      <Fault error={withdraw.error} />
      {isAsked ? (
        <Confirm
          title={words.lookAt.replace('{who}', ` ${by.name} `)}
          act={words.confirm.replace('{who}', ` ${by.name} `)}
          isBusy={confirm.isPending}
          onAct={() => confirm.mutate(undefined, { onSuccess: () => setAsked(false) })}
          onClose={() => setAsked(false)}
        >
          <Fault error={confirm.error} />
          <Difference proposal={proposal} />
          <p className="quiet">{words.effect}</p>
        </Confirm>
      ) : null}
    </li>
  )
}

/** The whole of what is confirmed: its hash is what the server is told. */
function Difference({ proposal: { kind, organisationName, difference, hash } }: { readonly proposal: Proposal }) {
  const words = useWords(proposalWords)
  const language = useLanguage()
  const { name, before, after, facts } = difference
  const rows: readonly (readonly [string, string])[] = [
    [words[kind], [name, organisationName].filter(Boolean).join(' · ')],
    [words.before, namesOf(before, language)],
    [words.after, namesOf(after, language)],
    ...Object.entries(facts).map(
      ([fact, value]) => [factWords[fact]?.[language] ?? fact, comesWords[value]?.[language] ?? value] as const,
    ),
    [words.hash, hash],
  ]
  return (
    <dl className="statement">
      {rows.map(([fact, value]) => (
        <div key={fact}>
          <dt>{fact}</dt>
          <dd className={/^[0-9a-f]{64}$/.test(value) ? 'mono hash' : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
