import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { ask } from '../api/client.ts'
import { useSession } from '../api/queries.ts'
import { clockTime } from '../parts/formats.ts'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { common } from '../words/common.ts'
import { signInWords } from '../words/sign-in.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { CertificatesCard } from './certificates-card.tsx'
import { OutsideCard } from './outside-card.tsx'
import { PasskeysCard } from './passkeys-card.tsx'

interface Open {
  readonly id: string
  readonly organisation: string
  readonly address: string
  readonly agent: string
  readonly seenAt: string
  readonly current: boolean
}

/** 账号与登录. What belongs to the person: where they are signed in, their password, their second factor. */
export function AccountPage() {
  const words = useWords(common)
  const session = useSession()
  return (
    <>
      <div className="head">
        <h1>{words.account}</h1>
        {session.data?.roles.includes('administrator') ? (
          <>
            <Link className="acts" to="/people">
              {words.people}
            </Link>
            <Link to="/clients">{words.clients}</Link>
          </>
        ) : null}
        <Link to="/settings">{words.settings}</Link>
      </div>
      <div className="columns">
        <div className="stack">
          <Sessions />
          <PasskeysCard />
          <CertificatesCard />
          <OutsideCard />
        </div>
        <div className="stack">
          <Password />
          <Factor />
        </div>
      </div>
    </>
  )
}

function Sessions() {
  const words = useWords(signInWords)
  const language = useLanguage()
  const queries = useQueryClient()
  const open = useQuery({ queryKey: ['sessions'], queryFn: () => ask<{ items: readonly Open[] }>('/sessions') })
  const end = useMutation({
    mutationFn: (path: string) => ask(path, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['sessions'] }),
  })
  return (
    <section className="card">
      <header>
        <h2>{words.sessions}</h2>
        <Button size="small" style={{ marginLeft: 'auto' }} onClick={() => end.mutate('/sessions')}>
          {words.endOthers}
        </Button>
      </header>
      <Fault error={end.error} />
      <Loaded query={open}>
        {({ items }) => (
          <ul className="rows">
            {items.map(({ id, organisation, address, agent, seenAt, current }) => (
              <li key={id} className="line">
                <div className="grow">
                  <b>{organisation}</b> {current ? `· ${words.here}` : ''}
                  <div className="quiet">
                    {address} · {agent.slice(0, 60)} · {words.seen} {clockTime(seenAt, language)}
                  </div>
                </div>
                {current ? null : (
                  <Button size="small" onClick={() => end.mutate(`/sessions/${id}`)}>
                    {words.end}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  )
}

function Password() {
  const words = useWords(signInWords)
  const [given, setGiven] = useState({ current: '', next: '' })
  const act = useMutation({
    mutationFn: () => ask('/password', { method: 'PUT', body: given }),
    onSuccess: () => setGiven({ current: '', next: '' }),
  })
  return (
    <section className="card">
      <header>
        <h2>{words.change}</h2>
      </header>
      <form
        className="stack"
        style={{ padding: 14 }}
        onSubmit={(event) => {
          event.preventDefault()
          act.mutate()
        }}
      >
        <Fault error={act.error} />
        {act.isSuccess ? <p role="status">{words.changed}</p> : null}
        <label htmlFor="current">{words.current}</label>
        <Input.Password
          id="current"
          autoComplete="current-password"
          required
          value={given.current}
          onChange={({ target }) => setGiven({ ...given, current: target.value })}
        />
        <label htmlFor="next">{words.next}</label>
        <Input.Password
          id="next"
          autoComplete="new-password"
          required
          value={given.next}
          onChange={({ target }) => setGiven({ ...given, next: target.value })}
        />
        <Button htmlType="submit" loading={act.isPending}>
          {words.change}
        </Button>
      </form>
    </section>
  )
}

function Factor() {
  const words = useWords(signInWords)
  const queries = useQueryClient()
  const { data } = useSession()
  const [code, setCode] = useState('')
  const propose = useMutation({
    mutationFn: () => ask<{ secret: string; uri: string }>('/second-factor', { method: 'POST', body: {} }),
  })
  const settle = useMutation({
    mutationFn: (method: 'PUT' | 'DELETE') => ask('/second-factor', { method, body: { code } }),
    onSuccess: () => {
      setCode('')
      propose.reset()
      return queries.invalidateQueries({ queryKey: ['session'] })
    },
  })
  const isOn = data?.secondFactor ?? false
  return (
    <section className="card">
      <header>
        <h2>{words.factor}</h2>
        <span className="note">{isOn ? words.factorOn : words.factorOff}</span>
      </header>
      <div className="stack" style={{ padding: 14 }}>
        <Fault error={settle.error ?? propose.error} />
        {isOn || propose.data ? (
          <>
            {propose.data ? (
              <p style={{ margin: 0 }}>
                {words.enter} <span className="mono">{propose.data.secret}</span>
              </p>
            ) : null}
            <label htmlFor="factor-code">{words.code}</label>
            <Input
              id="factor-code"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              value={code}
              onChange={({ target }) => setCode(target.value)}
            />
            <Button onClick={() => settle.mutate(isOn ? 'DELETE' : 'PUT')}>{isOn ? words.drop : words.confirm}</Button>
          </>
        ) : (
          <Button onClick={() => propose.mutate()}>{words.propose}</Button>
        )}
      </div>
    </section>
  )
}
