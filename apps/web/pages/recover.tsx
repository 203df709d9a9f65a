import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { ask } from '../api/client.ts'
import { useRecoveryLink } from '../api/recovery.ts'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { useChoices } from '../shell/choices.ts'
import { common } from '../words/common.ts'
import { recoveryWords } from '../words/recovery.ts'
import { useWords } from '../words/words.ts'

/** 恢复第二因素. Where the link leads that two administrators gave: a new factor in the place of those that were lost. */
export function RecoverPage() {
  const words = useWords({ ...common, ...recoveryWords })
  const { language, setLanguage } = useChoices()
  const secret = location.hash.slice(1)
  const link = useRecoveryLink(secret)
  return (
    <main className="signin card">
      <div className="head" style={{ flexWrap: 'nowrap' }}>
        <img src="/mark.svg" alt="" width={26} height={26} />
        <h1 style={{ flex: 1, minWidth: 0 }}>{words.title}</h1>
        <Button
          type="text"
          aria-label={words.languageHint}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {words.language}
        </Button>
      </div>
      {secret === '' ? (
        <p className="empty">{words.noLink}</p>
      ) : link.error ? (
        <Fault error={link.error} />
      ) : (
        <Loaded query={link}>
          {({ name, login, organisationName }) => (
            <div className="stack">
              <p style={{ margin: 0 }}>
                {words.for} <b>{name}</b> <span className="mono">{login}</span> · {organisationName}
              </p>
              <Take secret={secret} />
            </div>
          )}
        </Loaded>
      )}
    </main>
  )
}

function Take({ secret }: { readonly secret: string }) {
  const words = useWords(recoveryWords)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const propose = useMutation({
    mutationFn: () => ask<{ secret: string }>('/recovery/factor', { method: 'POST', body: { secret, password } }),
  })
  const take = useMutation({
    mutationFn: () => ask('/recovery/take', { method: 'POST', body: { secret, password, code } }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (propose.data) take.mutate()
    else propose.mutate()
  }
  if (take.isSuccess)
    return (
      <>
        <p role="status" style={{ margin: 0 }}>
          {words.done}
        </p>
        <a href="/desk">{words.signIn}</a>
      </>
    )
  return (
    <form className="stack" onSubmit={submit}>
      <p className="quiet" style={{ margin: 0 }}>
        {words.all}
      </p>
      <Fault error={take.error ?? propose.error} />
      {propose.data ? (
        <>
          <p style={{ margin: 0 }}>
            {words.enter}{' '}
            <span className="mono" style={{ overflowWrap: 'anywhere' }}>
              {propose.data.secret}
            </span>
          </p>
          <label htmlFor="code">{words.code}</label>
          <Input
            id="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            required
            autoFocus
            value={code}
            onChange={({ target }) => setCode(target.value)}
          />
        </>
      ) : (
        <>
          <label htmlFor="password">{words.password}</label>
          <Input.Password
            id="password"
            autoComplete="current-password"
            required
            maxLength={256}
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
        </>
      )}
      <Button type="primary" htmlType="submit" loading={propose.isPending || take.isPending}>
        {propose.data ? words.take : words.propose}
      </Button>
    </form>
  )
}
