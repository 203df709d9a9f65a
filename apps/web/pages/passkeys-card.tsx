import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { ask } from '../api/client.ts'
import { addPasskey, hasPasskeys, type Passkey } from '../api/passkeys.ts'
import type { Page } from '../api/types.ts'
import { DeviceFault } from '../parts/device-fault.tsx'
import { clockTime } from '../parts/formats.ts'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { passkeyWords } from '../words/passkeys.ts'
import { useLanguage, useWords } from '../words/words.ts'

/** 通行密钥. The devices that prove this person: added, named, removed. */
export function PasskeysCard() {
  const words = useWords(passkeyWords)
  const queries = useQueryClient()
  const kept = useQuery({ queryKey: ['passkeys'], queryFn: () => ask<Page<Passkey>>('/passkeys') })
  const again = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['passkeys'] }),
      queries.invalidateQueries({ queryKey: ['session'] }),
      queries.invalidateQueries({ queryKey: ['sessions'] }),
    ])
  const [name, setName] = useState('')
  const add = useMutation({
    mutationFn: () => addPasskey(name),
    onSuccess: () => {
      setName('')
      return again()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <section className="card">
      <header>
        <h2>{words.passkeys}</h2>
      </header>
      <p className="quiet" style={{ margin: 0, padding: '10px 14px 0' }}>
        {words.passkeyHint}
      </p>
      <Loaded query={kept}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet" style={{ margin: 0, padding: '0 14px' }}>
              {words.noPasskeys}
            </p>
          ) : (
            <ul className="rows" aria-label={words.passkeys}>
              {items.map((passkey) => (
                <One key={passkey.id} passkey={passkey} onChange={again} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {hasPasskeys ? (
        <form className="stack" style={{ padding: 14 }} onSubmit={submit}>
          <DeviceFault error={add.error} />
          <label htmlFor="passkey-name">{words.passkeyName}</label>
          <Input
            id="passkey-name"
            required
            maxLength={64}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
          <Button htmlType="submit" loading={add.isPending}>
            {words.add}
          </Button>
        </form>
      ) : (
        <p className="quiet" style={{ padding: '0 14px' }}>
          {words.unsupported}
        </p>
      )}
    </section>
  )
}

function One({ passkey, onChange }: { readonly passkey: Passkey; readonly onChange: () => Promise<unknown> }) {
  const words = useWords(passkeyWords)
  const language = useLanguage()
  const [name, setName] = useState<string>()
  const rename = useMutation({
    mutationFn: () => ask(`/passkeys/${passkey.id}`, { method: 'PUT', body: { name } }),
    onSuccess: () => {
      setName(undefined)
      return onChange()
    },
  })
  const remove = useMutation({
    mutationFn: () => ask(`/passkeys/${passkey.id}`, { method: 'DELETE' }),
    onSuccess: onChange,
  })
  const { usedAt } = passkey
  return (
    <li>
      <div className="line">
        <div className="grow">
          {name === undefined ? (
            <b>{passkey.name}</b>
          ) : (
            <Input
              aria-label={words.passkeyName}
              maxLength={64}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
          <div className="quiet">{usedAt ? `${words.lastUsed} ${clockTime(usedAt, language)}` : words.never}</div>
        </div>
        {name === undefined ? (
          <Button size="small" aria-label={`${words.rename} ${passkey.name}`} onClick={() => setName(passkey.name)}>
            {words.rename}
          </Button>
        ) : (
          <Button size="small" disabled={name.trim() === ''} onClick={() => rename.mutate()}>
            {words.keepName}
          </Button>
        )}
        <Button size="small" aria-label={`${words.removePasskey} ${passkey.name}`} onClick={() => remove.mutate()}>
          {words.removePasskey}
        </Button>
      </div>
      <Fault error={rename.error ?? remove.error} />
    </li>
  )
}
