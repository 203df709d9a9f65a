import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { pemOf, type SignedChallenge } from '../api/certificates.ts'
import { ask } from '../api/client.ts'
import { certificateWords } from '../words/certificates.ts'
import { useWords } from '../words/words.ts'
import { Fault } from './waiting.tsx'

/** 挑战与签名. Gets a challenge of an address, which is signed outside, and hands on what came of it. */
export function CertificateForm({
  path,
  act,
  onSigned,
}: {
  readonly path: string
  readonly act: string
  readonly onSigned: (signed: SignedChallenge) => Promise<unknown>
}) {
  const words = useWords(certificateWords)
  const id = useId()
  const [certificate, setCertificate] = useState('')
  const [signature, setSignature] = useState('')
  const [copied, setCopied] = useState('')
  const take = useMutation({
    mutationFn: () => ask<{ challenge: string }>(path, { method: 'POST', body: {} }),
    onSuccess: () => setSignature(''),
  })
  const challenge = take.data?.challenge
  const send = useMutation({
    mutationFn: () => onSigned({ challenge: challenge ?? '', certificate, signature: signature.trim() }),
    // Whatever was said: the challenge is used up.
    onSettled: () => take.reset(),
  })
  const copy = (text: string) => navigator.clipboard.writeText(text).then(() => setCopied(text))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate()
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Fault error={take.error ?? send.error} />
      {challenge === undefined ? (
        <Button htmlType="button" loading={take.isPending} onClick={() => take.mutate()}>
          {words.take}
        </Button>
      ) : (
        <>
          <label htmlFor={`${id}challenge`}>{words.challenge}</label>
          <Input.TextArea id={`${id}challenge`} className="mono" readOnly rows={6} value={challenge} />
          <Button htmlType="button" onClick={() => void copy(challenge)}>
            {copied === challenge ? words.copied : words.copy}
          </Button>
          <p className="quiet" style={{ margin: 0, overflowWrap: 'anywhere' }}>
            {words.how}
            <br />
            <code>npx jiamao sign --key KEY.pem --origin {location.origin}</code>
          </p>
          <label htmlFor={`${id}certificate`}>{words.certificate}</label>
          <input
            type="file"
            accept=".pem,.cer,.crt,.der"
            aria-label={words.choose}
            onChange={({ target }) => {
              const [file] = target.files ?? []
              if (file) void pemOf(file).then(setCertificate)
            }}
          />
          <Input.TextArea
            id={`${id}certificate`}
            className="mono"
            rows={3}
            required
            value={certificate}
            onChange={({ target }) => setCertificate(target.value)}
          />
          <label htmlFor={`${id}signature`}>{words.signature}</label>
          <Input.TextArea
            id={`${id}signature`}
            className="mono"
            rows={2}
            required
            maxLength={200}
            value={signature}
            onChange={({ target }) => setSignature(target.value)}
          />
          <Button type="primary" htmlType="submit" loading={send.isPending}>
            {act}
          </Button>
        </>
      )}
    </form>
  )
}
