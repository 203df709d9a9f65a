import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useCertificatesTaken } from '../api/certificates.ts'
import { ask, Problem } from '../api/client.ts'
import { leaveFor, useProvider } from '../api/outside.ts'
import { hasPasskeys, signByPasskey } from '../api/passkeys.ts'
import type { Session } from '../api/types.ts'
import { CertificateForm } from '../parts/certificate-form.tsx'
import { DeviceFault } from '../parts/device-fault.tsx'
import { Fault } from '../parts/waiting.tsx'
import { useChoices } from '../shell/choices.ts'
import { certificateWords } from '../words/certificates.ts'
import { common } from '../words/common.ts'
import { outsideWords } from '../words/outside.ts'
import { passkeyWords } from '../words/passkeys.ts'
import { signInWords } from '../words/sign-in.ts'
import { signUpWords } from '../words/sign-up.ts'
import { useWords } from '../words/words.ts'

const isDemo = document.querySelector('meta[name=mode]')?.getAttribute('content') === 'demo'

/** 登录. Stands in place of whatever page was asked for; afterwards that page is there. */
export function SignIn() {
  const words = useWords({
    ...signUpWords,
    ...outsideWords,
    ...certificateWords,
    ...passkeyWords,
    ...signInWords,
    ...common,
  })
  const { language, setLanguage } = useChoices()
  const queries = useQueryClient()
  const [proof, setProof] = useState({ login: '', password: '', code: '' })
  const enter = (session: Session) => queries.setQueryData(['session'], session)
  const isCertificateTaken = useCertificatesTaken()
  const [isByCertificate, setByCertificate] = useState(false)
  const act = useMutation({
    mutationFn: () => ask<Session>('/session', { method: 'POST', body: proof }),
    onSuccess: enter,
  })
  const byPasskey = useMutation({
    mutationFn: async () =>
      ask<Session>('/session/passkey', {
        method: 'POST',
        body: { response: await signByPasskey('/session/passkey/challenge') },
      }),
    onSuccess: enter,
  })
  const provider = useProvider()
  const outside = useMutation({ mutationFn: () => leaveFor('sign-in') })
  const needsCode = act.error instanceof Problem && act.error.code === 'IDENTITY_CODE_NEEDED'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    act.mutate()
  }
  const field = (name: keyof typeof proof) => ({
    id: name,
    name,
    value: proof[name],
    onChange: ({ target }: { target: { value: string } }) => setProof({ ...proof, [name]: target.value }),
  })
  return (
    <main className="signin card">
      <form onSubmit={submit} className="stack">
        <div className="head" style={{ marginBottom: 0 }}>
          <img src="/mark.svg" alt="" width={26} height={26} />
          <h1>{words.title}</h1>
          <Button
            type="text"
            style={{ marginLeft: 'auto' }}
            aria-label={words.languageHint}
            onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
          >
            {words.language}
          </Button>
        </div>
        {needsCode ? null : <Fault error={act.error} />}
        <DeviceFault error={byPasskey.error ?? outside.error} />
        <label htmlFor="login">{words.login}</label>
        <Input {...field('login')} autoComplete="username" autoFocus required maxLength={64} />
        <label htmlFor="password">{words.password}</label>
        <Input.Password {...field('password')} autoComplete="current-password" required maxLength={256} />
        {needsCode || proof.code !== '' ? (
          <>
            <label htmlFor="code">{words.code}</label>
            <Input {...field('code')} autoComplete="one-time-code" inputMode="numeric" maxLength={6} autoFocus />
          </>
        ) : null}
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {words.signIn}
        </Button>
        {hasPasskeys ? (
          <Button loading={byPasskey.isPending} onClick={() => byPasskey.mutate()}>
            {words.by}
          </Button>
        ) : null}
        {provider === null ? null : (
          <Button loading={outside.isPending} onClick={() => outside.mutate()}>
            {words.from}
            {provider}
          </Button>
        )}
        {isCertificateTaken ? (
          <Button onClick={() => setByCertificate(!isByCertificate)} aria-expanded={isByCertificate}>
            {words.byCertificate}
          </Button>
        ) : null}
        <a href="/sign-up">{words.signUp}</a>
        {isDemo ? (
          <p className="quiet" style={{ margin: 0 }}>
            {words.demo}
          </p>
        ) : null}
      </form>
      {isByCertificate ? (
        <div style={{ marginTop: 14 }}>
          <CertificateForm
            path="/session/certificate/challenge"
            act={words.byCertificate}
            onSigned={async (body) => enter(await ask<Session>('/session/certificate', { method: 'POST', body }))}
          />
        </div>
      ) : null}
    </main>
  )
}
