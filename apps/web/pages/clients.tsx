import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { ask } from '../api/client.ts'
import { type GivenSecret, type Scope, useClients } from '../api/clients.ts'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { clientWords } from '../words/clients.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { ClientRow } from './client-row.tsx'

/** 接口客户端. The programs of this organisation: registered, given a new secret, revoked by its administrator. */
export function ClientsPage() {
  const words = useWords(clientWords)
  const clients = useClients()
  const [given, setGiven] = useState<GivenSecret>()
  return (
    <>
      <div className="head">
        <h1>{words.title}</h1>
      </div>
      {given ? <Given given={given} /> : null}
      <Loaded query={clients}>
        {({ items, scopes, last }) => (
          <div className="columns">
            <section className="card" style={{ alignSelf: 'start' }}>
              <header>
                <h2>{words.title}</h2>
              </header>
              {items.length === 0 ? (
                <p className="empty">{words.none}</p>
              ) : (
                <ul className="rows" aria-label={words.title}>
                  {items.map((client) => (
                    <ClientRow key={client.id} client={client} scopes={scopes} onGiven={setGiven} />
                  ))}
                </ul>
              )}
            </section>
            <Register scopes={scopes} last={last} onGiven={setGiven} />
          </div>
        )}
      </Loaded>
    </>
  )
}

/** A secret, this once. */
function Given({ given: { id, secret } }: { readonly given: GivenSecret }) {
  const words = useWords(clientWords)
  const [copied, setCopied] = useState('')
  const copy = () => navigator.clipboard.writeText(secret).then(() => setCopied(secret))
  const shown = [
    [words.id, id],
    [words.secret, secret],
    [words.address, `${location.origin}/oauth/token`],
  ]
  return (
    <section className="card stack" style={{ padding: 14, marginBottom: 12 }} role="status">
      <b>{words.once}</b>
      {shown.map(([label, value]) => (
        <div key={label} className="head" style={{ margin: 0 }}>
          <span style={{ width: 110 }}>{label}</span>
          <Input className="mono" readOnly value={value} aria-label={label} style={{ flex: 1, minWidth: 220 }} />
        </div>
      ))}
      <div>
        <Button onClick={() => void copy()}>{copied === secret ? words.copied : words.copy}</Button>
      </div>
    </section>
  )
}

function Register({
  scopes,
  last,
  onGiven,
}: {
  readonly scopes: readonly Scope[]
  readonly last: string
  readonly onGiven: (given: GivenSecret) => void
}) {
  const words = useWords(clientWords)
  const language = useLanguage()
  const queries = useQueryClient()
  const blank = { name: '', scopes: [] as string[], until: last }
  const [client, setClient] = useState(blank)
  const act = useMutation({
    mutationFn: () => ask<GivenSecret>('/clients', { method: 'POST', body: client }),
    onSuccess: (made) => {
      onGiven(made)
      setClient(blank)
      return queries.invalidateQueries({ queryKey: ['clients'] })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    act.mutate()
  }
  return (
    <section className="card" style={{ alignSelf: 'start' }}>
      <header>
        <h2>{words.create}</h2>
      </header>
      <form className="stack" style={{ padding: 14 }} onSubmit={submit}>
        <p className="quiet" style={{ margin: 0 }}>
          {words.hint}
        </p>
        <Fault error={act.error} />
        <label htmlFor="client-name">{words.name}</label>
        <Input
          id="client-name"
          required
          maxLength={64}
          value={client.name}
          onChange={({ target }) => setClient({ ...client, name: target.value })}
        />
        <label htmlFor="client-scopes">{words.scopes}</label>
        <Select
          id="client-scopes"
          aria-label={words.scopes}
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          value={client.scopes}
          onChange={(chosen) => setClient({ ...client, scopes: chosen })}
          options={scopes.map(({ scope, name }) => ({ value: scope, label: name[language], title: scope }))}
        />
        <label htmlFor="client-until">
          {words.until}
          {language === 'zh' ? '，' : ', '}
          {words.atMost} {last}
        </label>
        <Input
          id="client-until"
          type="date"
          required
          max={last}
          value={client.until}
          onChange={({ target }) => setClient({ ...client, until: target.value })}
        />
        <Button
          type="primary"
          htmlType="submit"
          loading={act.isPending}
          disabled={client.name.trim() === '' || client.scopes.length === 0}
        >
          {words.register}
        </Button>
      </form>
    </section>
  )
}
