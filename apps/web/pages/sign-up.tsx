import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useLocation } from 'react-router'
import { ask } from '../api/client.ts'
import { base64Of, useSignUp } from '../api/sign-up.ts'
import { clockTime } from '../parts/formats.ts'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { useChoices } from '../shell/choices.ts'
import { common } from '../words/common.ts'
import { signUpWords } from '../words/sign-up.ts'
import { useLanguage, useWords } from '../words/words.ts'

/** 企业入驻. An enterprise applies; with the link that it gets, it sees how the application stands. */
export function SignUpPage() {
  const words = useWords({ ...common, ...signUpWords })
  const { language, setLanguage } = useChoices()
  const secret = useLocation().hash.slice(1)
  return (
    <main className="signin card">
      <div className="head" style={{ flexWrap: 'nowrap' }}>
        <img src="/mark.svg" alt="" width={26} height={26} />
        <h1 style={{ flex: 1, minWidth: 0 }}>{words.signUp}</h1>
        <Button
          type="text"
          aria-label={words.languageHint}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {words.language}
        </Button>
      </div>
      {secret === '' ? <Apply /> : <Standing secret={secret} />}
    </main>
  )
}

const empty = { name: '', creditCode: '', customsCode: '', contact: '', phone: '' }

function Apply() {
  const words = useWords(signUpWords)
  const [given, setGiven] = useState(empty)
  const [file, setFile] = useState<File>()
  const act = useMutation({
    mutationFn: async (evidence: File) =>
      ask<{ link: string }>('/sign-up', { method: 'POST', body: { ...given, evidence: await base64Of(evidence) } }),
  })
  if (act.data) return <Applied link={act.data.link} />
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (file) act.mutate(file)
  }
  const field = (name: keyof typeof empty, maxLength: number, required = true) => (
    <>
      <label htmlFor={name}>{words[name]}</label>
      <Input
        id={name}
        required={required}
        maxLength={maxLength}
        value={given[name]}
        onChange={({ target }) => setGiven({ ...given, [name]: target.value })}
      />
    </>
  )
  return (
    <form className="stack" onSubmit={submit}>
      <p className="quiet" style={{ margin: 0 }}>
        {words.signUpHint}
      </p>
      <Fault error={act.error} />
      {field('name', 200)}
      {field('creditCode', 18)}
      {field('customsCode', 10, false)}
      {field('contact', 64)}
      {field('phone', 24)}
      <label htmlFor="evidence">{words.evidence}</label>
      <input
        id="evidence"
        type="file"
        accept=".pdf,.png,.jpg,.jpeg"
        required
        onChange={({ target }) => setFile(target.files?.[0])}
      />
      <Button type="primary" htmlType="submit" loading={act.isPending}>
        {words.apply}
      </Button>
      <a href="/desk">{words.haveAccount}</a>
    </form>
  )
}

function Applied({ link }: { readonly link: string }) {
  const words = useWords(signUpWords)
  return (
    <div className="stack" role="status">
      <b>{words.open}</b>
      <span>{words.keepLink}</span>
      <Input className="mono" readOnly value={link} aria-label={words.appliedLink} />
    </div>
  )
}

function Standing({ secret }: { readonly secret: string }) {
  const words = useWords(signUpWords)
  const language = useLanguage()
  const signUp = useSignUp(secret)
  if (signUp.error) return <Fault error={signUp.error} />
  return (
    <Loaded query={signUp}>
      {({ name, state, reason, at }) => (
        <div className="stack">
          <div>
            <b>{name}</b>
            <div className="quiet">
              {words.appliedAt} {clockTime(at, language)}
            </div>
          </div>
          <p style={{ margin: 0 }} role="status">
            {words[state]}
            {reason ? `：${reason}` : ''}
          </p>
          {state === 'approved' ? (
            <div>
              <a href={`/join#${secret}`}>{words.enter}</a>
              <div className="quiet">{words.enterWithin}</div>
            </div>
          ) : null}
          {state === 'refused' ? <a href="/sign-up">{words.again}</a> : null}
        </div>
      )}
    </Loaded>
  )
}
