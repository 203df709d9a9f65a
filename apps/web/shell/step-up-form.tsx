import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ask, type Means } from '../api/client.ts'
import { signByPasskey } from '../api/passkeys.ts'
import type { Session } from '../api/types.ts'
import { CertificateForm } from '../parts/certificate-form.tsx'
import { DeviceFault } from '../parts/device-fault.tsx'
import { certificateWords } from '../words/certificates.ts'
import { passkeyWords } from '../words/passkeys.ts'
import { useWords } from '../words/words.ts'

/** Asks for a proof by one of the person's means. */
export function StepUpForm({
  means,
  onEnd,
}: {
  readonly means: readonly Means[]
  readonly onEnd: (isProved: boolean) => void
}) {
  const words = useWords({ ...passkeyWords, proveByCertificate: certificateWords.proveByCertificate })
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const dialog = useRef<HTMLDialogElement>(null)
  // The browser's own dialog keeps the focus inside and the rest out of reach.
  useEffect(() => dialog.current?.showModal(), [])
  const typed = means.find((one) => one === 'code' || one === 'password')
  const prove = useMutation({
    mutationFn: async (by: Means) =>
      ask<Session>('/session/proof', {
        method: 'POST',
        body: { [by]: by === 'passkey' ? await signByPasskey('/session/proof/challenge') : text },
      }),
    onSuccess: (session) => done(session),
  })
  const done = (session: Session) => {
    queries.setQueryData(['session'], session)
    onEnd(true)
  }
  const byCertificate = async (certificate: object) =>
    done(await ask<Session>('/session/proof', { method: 'POST', body: { certificate } }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed) prove.mutate(typed)
  }
  const label = typed === 'code' ? words.proveCode : words.provePassword
  return (
    <dialog
      ref={dialog}
      className="card ask"
      aria-labelledby="prove-title"
      onCancel={(event) => {
        event.preventDefault()
        onEnd(false)
      }}
    >
      <div className="stack">
        <h2 id="prove-title">{words.proveTitle}</h2>
        <p style={{ margin: 0 }}>{words.proveWhy}</p>
        <DeviceFault error={prove.error} />
        {means.includes('passkey') ? (
          <Button type="primary" loading={prove.isPending} onClick={() => prove.mutate('passkey')}>
            {words.proveBy}
          </Button>
        ) : null}
        {typed ? (
          <form className="stack" onSubmit={submit}>
            <label htmlFor="proof">{label}</label>
            {typed === 'code' ? (
              <Input
                id="proof"
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={6}
                autoFocus
                required
                value={text}
                onChange={({ target }) => setText(target.value)}
              />
            ) : (
              <Input.Password
                id="proof"
                autoComplete="current-password"
                autoFocus
                required
                value={text}
                onChange={({ target }) => setText(target.value)}
              />
            )}
            <Button
              type={means.includes('passkey') ? 'default' : 'primary'}
              htmlType="submit"
              loading={prove.isPending}
            >
              {words.prove}
            </Button>
          </form>
        ) : null}
        {means.includes('certificate') ? (
          <CertificateForm path="/session/proof/certificate" act={words.proveByCertificate} onSigned={byCertificate} />
        ) : null}
        <Button onClick={() => onEnd(false)}>{words.cancel}</Button>
      </div>
    </dialog>
  )
}
