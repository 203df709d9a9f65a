import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useNavigate } from 'react-router'
import { ask } from '../api/client.ts'
import { type Invitation, useInvitation } from '../api/people.ts'
import { useSession } from '../api/queries.ts'
import { PartyGlyph } from '../parts/signs.tsx'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { useChoices } from '../shell/choices.ts'
import { common } from '../words/common.ts'
import { peopleWords, roleWords } from '../words/people.ts'
import { useLanguage, useWords } from '../words/words.ts'

/** 一次性链接. Where a link leads: a newcomer chooses login and password, a known person a new password. */
export function JoinPage() {
  const words = useWords({ ...peopleWords, ...common })
  const { language, setLanguage } = useChoices()
  const secret = location.hash.slice(1)
  const invitation = useInvitation(secret)
  return (
    <main className="signin card">
      <div className="head" style={{ flexWrap: 'nowrap' }}>
        <img src="/mark.svg" alt="" width={26} height={26} />
        <h1 style={{ flex: 1, minWidth: 0 }}>
          {invitation.data?.kind === 'reset'
            ? words.resetTitle
            : `${words.joinTitle} ${invitation.data?.organisationName ?? ''}`}
        </h1>
        <Button
          type="text"
          aria-label={words.languageHint}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {words.language}
        </Button>
      </div>
      {secret === '' ? (
        <p className="empty">
          <b>{words.noLink}</b>
          <br />
          {words.noLinkWhy}
        </p>
      ) : invitation.error ? (
        <Fault error={invitation.error} />
      ) : (
        <Loaded query={invitation}>{(found) => <Take secret={secret} invitation={found} />}</Loaded>
      )}
    </main>
  )
}

function Take({ secret, invitation }: { readonly secret: string; readonly invitation: Invitation }) {
  const words = useWords(peopleWords)
  const language = useLanguage()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const session = useSession()
  const [given, setGiven] = useState({ login: invitation.login ?? '', password: '' })
  const enter = async () => {
    await queries.resetQueries({ queryKey: ['session'] })
    await navigate('/desk', { replace: true })
  }
  const take = useMutation({
    mutationFn: async () => {
      const { login } = await ask<{ login: string }>('/invitation/take', { method: 'POST', body: { secret, ...given } })
      // Who has a second factor is asked for it on the way in.
      await ask('/session', { method: 'POST', body: { login, password: given.password } }).catch(() => {})
    },
    onSuccess: enter,
  })
  const join = useMutation({
    mutationFn: async () => {
      const body = await ask('/invitation/join', { method: 'POST', body: { secret } })
      await ask('/session/organisation', { method: 'POST', body })
    },
    onSuccess: enter,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    take.mutate()
  }
  const isNew = invitation.kind === 'join'
  if (isNew && session.data)
    return (
      <div className="stack">
        <Roles invitation={invitation} />
        <Fault error={join.error} />
        <p style={{ margin: 0 }}>
          {words.signedInAs} <b>{session.data.name}</b> <span className="mono">{session.data.login}</span>
        </p>
        <Button type="primary" loading={join.isPending} onClick={() => join.mutate()}>
          {words.joinAs}
        </Button>
      </div>
    )
  return (
    <form className="stack" onSubmit={submit}>
      {isNew ? <Roles invitation={invitation} /> : null}
      <Fault error={take.error} />
      <label htmlFor="login">{isNew ? words.chooseLogin : words.login}</label>
      <Input
        id="login"
        autoComplete="username"
        required
        maxLength={32}
        readOnly={!isNew}
        value={given.login}
        onChange={({ target }) => setGiven({ ...given, login: target.value })}
      />
      <label htmlFor="password">{words.choosePassword}</label>
      <Input.Password
        id="password"
        autoComplete="new-password"
        required
        maxLength={128}
        value={given.password}
        onChange={({ target }) => setGiven({ ...given, password: target.value })}
      />
      <Button type="primary" htmlType="submit" loading={take.isPending}>
        {words.take}
      </Button>
      {isNew ? (
        <p className="quiet" style={{ margin: 0 }} lang={language === 'zh' ? 'zh-CN' : 'en'}>
          {words.haveAccount}
        </p>
      ) : null}
    </form>
  )
}

function Roles({ invitation: { name, party, roles } }: { readonly invitation: Invitation }) {
  const words = useWords(peopleWords)
  const language = useLanguage()
  return (
    <p style={{ margin: 0 }}>
      <PartyGlyph party={party} /> <b>{name}</b>
      <br />
      {words.welcome}
      {roles.map((role) => roleWords[role]?.[language] ?? role).join(language === 'zh' ? '、' : ', ')}
    </p>
  )
}
