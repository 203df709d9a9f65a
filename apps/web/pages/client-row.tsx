import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import type { Client, ClientSecret, GivenSecret, Scope } from '../api/clients.ts'
import { clockTime } from '../parts/formats.ts'
import { Sure } from '../parts/sure.tsx'
import { Fault } from '../parts/waiting.tsx'
import { clientWords } from '../words/clients.ts'
import { useLanguage, useWords } from '../words/words.ts'

/** One client with its secrets. What cannot be taken back is said, and then asked once. */
export function ClientRow({
  client: { id, name, scopes, until, isOver, by, usedAt, secrets },
  scopes: known,
  onGiven,
}: {
  readonly client: Client
  readonly scopes: readonly Scope[]
  readonly onGiven: (given: GivenSecret) => void
}) {
  const words = useWords(clientWords)
  const language = useLanguage()
  const queries = useQueryClient()
  const again = () => queries.invalidateQueries({ queryKey: ['clients'] })
  const [asked, setAsked] = useState<'client' | ClientSecret>()
  const rotate = useMutation({
    mutationFn: () => ask<{ secret: string }>(`/clients/${id}/secrets`, { method: 'POST', body: {} }),
    onSuccess: ({ secret }) => {
      onGiven({ id, secret })
      return again()
    },
  })
  const revoke = useMutation({
    mutationFn: (which: 'client' | ClientSecret) =>
      ask(which === 'client' ? `/clients/${id}` : `/clients/${id}/secrets/${which.id}`, { method: 'DELETE' }),
    onSuccess: () => {
      setAsked(undefined)
      return again()
    },
  })
  const usedAs = (at: string | null) => (at ? `${words.used} ${clockTime(at, language)}` : words.unused)
  const nameOf = (scope: string) => known.find((one) => one.scope === scope)?.name[language] ?? scope
  return (
    <li className="stack" style={{ gap: 8 }}>
      <div className="line" style={{ flexWrap: 'wrap' }}>
        <div className="grow" style={{ minWidth: 200 }}>
          <b>{name}</b> {isOver ? <span className="tag tone-red">{words.over}</span> : null}
          <div className="mono" style={{ overflowWrap: 'anywhere' }}>
            {id}
          </div>
          <div className="quiet">
            {usedAs(usedAt)} · {words.ends} {until} · {words.by} {by}
          </div>
        </div>
        {secrets.length < 2 && !isOver ? (
          <Button
            size="small"
            title={words.rotateHint}
            aria-label={`${words.rotate} ${name}`}
            loading={rotate.isPending}
            onClick={() => rotate.mutate()}
          >
            {words.rotate}
          </Button>
        ) : null}
        <Button size="small" aria-label={`${words.revoke} ${name}`} onClick={() => setAsked('client')}>
          {words.revoke}
        </Button>
      </div>
      <details>
        <summary>{words.count.replace('{n}', String(scopes.length))}</summary>
        <ul style={{ margin: '4px 0 0', paddingLeft: 20 }}>
          {scopes.map((scope) => (
            <li key={scope}>
              {nameOf(scope)} <span className="mono quiet">{scope}</span>
            </li>
          ))}
        </ul>
      </details>
      {secrets.map((secret) => (
        <div key={secret.id} className="line" style={{ flexWrap: 'wrap' }}>
          <span className="grow">
            {words.secret} <span className="mono">{secret.hint}…</span>{' '}
            <span className="quiet">
              {clockTime(secret.at, language)} · {usedAs(secret.usedAt)}
            </span>
          </span>
          {secrets.length > 1 ? (
            <Button
              size="small"
              aria-label={`${words.revokeSecret} ${name} ${secret.hint}`}
              onClick={() => setAsked(secret)}
            >
              {words.revokeSecret}
            </Button>
          ) : null}
        </div>
      ))}
      <Fault error={rotate.error ?? revoke.error} />
      {asked ? (
        <Sure
          text={asked === 'client' ? words.sure : words.secretSure}
          act={asked === 'client' ? words.revoke : words.revokeSecret}
          cancel={words.cancel}
          onAct={() => revoke.mutate(asked)}
          onCancel={() => setAsked(undefined)}
        />
      ) : null}
    </li>
  )
}
