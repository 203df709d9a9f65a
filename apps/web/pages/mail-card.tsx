import { Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { ask } from '../api/client.ts'
import { type MailSetting, type MailShown, type NoticeKind, useMail, useMailAct } from '../api/mail.ts'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { mailWords } from '../words/mail.ts'
import { useSay, useWords } from '../words/words.ts'

/** 邮件通知. Where the person is reached, and by kind of notice whether at once, once a day, or on the page only. */
export function MailCard() {
  const words = useWords(mailWords)
  const mail = useMail()
  return (
    <section className="card" aria-labelledby="mail-title">
      <header>
        <h2 id="mail-title">{words.mail}</h2>
      </header>
      <div className="stack" style={{ padding: 14 }}>
        <p style={{ margin: 0 }}>{words.always}</p>
        <Loaded query={mail}>
          {(shown) => (
            <>
              {shown.hasServer ? null : <p className="warned">{words.noServer}</p>}
              <Address shown={shown} />
              {shown.setting?.confirmedAt ? <Choices kinds={shown.kinds} setting={shown.setting} /> : null}
            </>
          )}
        </Loaded>
      </div>
    </section>
  )
}

function Address({ shown: { hasServer, setting } }: { readonly shown: MailShown }) {
  const words = useWords(mailWords)
  const [address, setAddress] = useState(setting?.address ?? '')
  const propose = useMailAct(() => ask('/mail/address', { method: 'PUT', body: { address: address.trim() } }))
  const forget = useMailAct(() => ask('/mail/address', { method: 'DELETE' }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    propose.mutate(undefined)
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Fault error={propose.error ?? forget.error} />
      <label htmlFor="mail-address">{words.address}</label>
      <div className="asked">
        <Input
          id="mail-address"
          type="email"
          autoComplete="email"
          required
          maxLength={254}
          disabled={!hasServer}
          value={address}
          onChange={({ target }) => setAddress(target.value)}
        />
        <Button htmlType="submit" disabled={!hasServer} loading={propose.isPending}>
          {words.confirm}
        </Button>
        {setting ? (
          <Button loading={forget.isPending} onClick={() => forget.mutate(undefined)}>
            {words.forget}
          </Button>
        ) : null}
      </div>
      {setting ? (
        <p role="status" style={{ margin: 0 }}>
          <span className="mono">{setting.address}</span> · {setting.confirmedAt ? words.confirmed : words.waits}
        </p>
      ) : null}
    </form>
  )
}

interface Given {
  readonly kinds: readonly NoticeKind[]
  readonly setting: MailSetting
}

function Choices({ kinds, setting }: Given) {
  const words = useWords(mailWords)
  const say = useSay()
  const [chosen, setChosen] = useState(setting)
  const keep = useMailAct(() => {
    const { choices, digestHour, digestDays } = chosen
    return ask('/mail/choices', { method: 'PUT', body: { choices, digestHour, digestDays } })
  })
  const choose = (kind: string, how: string) => {
    const { [kind]: _, ...choices } = chosen.choices
    setChosen({ ...chosen, choices: how === 'none' ? choices : { ...choices, [kind]: how as 'once' | 'digest' } })
  }
  const ways = (digestOnly: boolean) =>
    (digestOnly ? (['none', 'digest'] as const) : (['none', 'once', 'digest'] as const)).map((value) => ({
      value,
      label: words[value],
    }))
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        keep.mutate(undefined)
      }}
    >
      <Fault error={keep.error} />
      <table className="table kinds">
        <thead>
          <tr>
            <th scope="col">{words.kind}</th>
            <th scope="col">{words.how}</th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ kind, name, digestOnly }) => (
            <tr key={kind}>
              <td>{say(name)}</td>
              <td>
                <Select
                  aria-label={say(name)}
                  value={chosen.choices[kind] ?? 'none'}
                  options={ways(digestOnly)}
                  onChange={(how) => choose(kind, how)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="asked">
        <label htmlFor="digest-hour">{words.hour}</label>
        <Select
          id="digest-hour"
          value={chosen.digestHour}
          options={Array.from({ length: 24 }, (_, hour) => ({
            value: hour,
            label: `${String(hour).padStart(2, '0')}:00`,
          }))}
          onChange={(digestHour) => setChosen({ ...chosen, digestHour })}
        />
        <Select
          aria-label={words.days}
          value={chosen.digestDays}
          options={(['working', 'every'] as const).map((value) => ({ value, label: words[value] }))}
          onChange={(digestDays) => setChosen({ ...chosen, digestDays })}
        />
        <Button type="primary" htmlType="submit" loading={keep.isPending}>
          {words.keep}
        </Button>
        <span role="status">{keep.isSuccess ? words.kept : ''}</span>
      </div>
    </form>
  )
}
