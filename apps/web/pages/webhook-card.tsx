import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { ask } from '../api/client.ts'
import { type Call, type NoticeKind, useMail, useWebhook, webhookKey } from '../api/mail.ts'
import { Confirm } from '../parts/confirm.tsx'
import { clockTime } from '../parts/formats.ts'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { callFaults, webhookWords } from '../words/mail.ts'
import { useLanguage, useSay, useWords } from '../words/words.ts'

/** 回调. Where the organisation's own system is told, by its administrator; what came of the latest calls. */
export function WebhookCard() {
  const words = useWords(webhookWords)
  const shown = useWebhook()
  return (
    <section className="card" aria-labelledby="webhook-title">
      <header>
        <h2 id="webhook-title">{words.webhook}</h2>
      </header>
      <div className="stack" style={{ padding: 14 }}>
        <p style={{ margin: 0 }}>{words.why}</p>
        <Loaded query={shown}>
          {({ webhook, calls }) => (
            <>
              <Address url={webhook?.url} />
              {webhook ? <SetBy by={webhook.by} at={webhook.at} /> : null}
              <h3>{words.calls}</h3>
              {calls.length === 0 ? <p className="empty">{words.noCalls}</p> : <Calls calls={calls} />}
            </>
          )}
        </Loaded>
      </div>
    </section>
  )
}

function SetBy({ by, at }: { readonly by: string; readonly at: string }) {
  const words = useWords(webhookWords)
  const language = useLanguage()
  return (
    <p className="quiet" style={{ margin: 0 }}>
      {words.setBy} {by} · {clockTime(at, language)}
    </p>
  )
}

function Address({ url }: { readonly url: string | undefined }) {
  const words = useWords(webhookWords)
  const queries = useQueryClient()
  const [given, setGiven] = useState(url ?? '')
  const [isDropping, setDropping] = useState(false)
  const onSuccess = () => queries.invalidateQueries({ queryKey: webhookKey })
  const set = useMutation({
    mutationFn: () => ask<{ secret: string }>('/webhook', { method: 'PUT', body: { url: given.trim() } }),
    // The list comes anew when the key was read: it is shown here, this once.
    onSuccess: () => queries.invalidateQueries({ queryKey: webhookKey, refetchType: 'none' }),
  })
  const drop = useMutation({
    mutationFn: () => ask('/webhook', { method: 'DELETE' }),
    onSuccess: () => {
      set.reset()
      setDropping(false)
      return onSuccess()
    },
  })
  const trial = useMutation({ mutationFn: () => ask('/webhook/test', { method: 'POST', body: {} }), onSuccess })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    set.mutate()
  }
  const isSet = url !== undefined || set.isSuccess
  return (
    <form className="stack" onSubmit={submit}>
      <Fault error={set.error ?? drop.error ?? trial.error} />
      <label htmlFor="webhook-url">{words.url}</label>
      <div className="asked">
        <Input
          id="webhook-url"
          type="url"
          required
          maxLength={500}
          value={given}
          onChange={({ target }) => setGiven(target.value)}
        />
        <Button htmlType="submit" loading={set.isPending}>
          {words.set}
        </Button>
        {isSet ? (
          <>
            <Button loading={trial.isPending} onClick={() => trial.mutate()}>
              {words.test}
            </Button>
            <Button onClick={() => setDropping(true)}>{words.drop}</Button>
          </>
        ) : null}
      </div>
      {set.data ? (
        <div role="status" className="stack">
          <label htmlFor="webhook-secret">{words.secret}</label>
          <Input id="webhook-secret" readOnly value={set.data.secret} onFocus={({ target }) => target.select()} />
          <p className="quiet" style={{ margin: 0 }}>
            {words.howSigned}
          </p>
        </div>
      ) : null}
      {isDropping ? (
        <Confirm
          title={words.dropTitle}
          act={words.drop}
          isBusy={drop.isPending}
          onAct={() => drop.mutate()}
          onClose={() => setDropping(false)}
        >
          <p>{words.dropWhy}</p>
        </Confirm>
      ) : null}
    </form>
  )
}

function Calls({ calls }: { readonly calls: readonly Call[] }) {
  const words = useWords(webhookWords)
  const language = useLanguage()
  const say = useSay()
  const kinds = useMail().data?.kinds ?? []
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">{words.time}</th>
          <th scope="col">{words.what}</th>
          <th scope="col">{words.result}</th>
          <th scope="col">{words.attempts}</th>
        </tr>
      </thead>
      <tbody>
        {calls.map(({ id, said, state, attempts, result, at, dueAt }) => (
          <tr key={id}>
            <td>{clockTime(at, language)}</td>
            <td>
              {said.kind === 'test' ? words.test_ : nameOf(kinds, said.kind, say)} {said.number}
            </td>
            <td>
              {words[state]}
              {result?.status ? ` · HTTP ${result.status}` : ''}
              {result?.fault ? ` · ${say(callFaults[result.fault] ?? { zh: result.fault, en: result.fault })}` : ''}
              {state === 'waiting' && attempts > 0 && dueAt ? ` · ${words.again} ${clockTime(dueAt, language)}` : ''}
            </td>
            <td>{attempts}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const nameOf = (kinds: readonly NoticeKind[], kind: string, say: ReturnType<typeof useSay>) => {
  const known = kinds.find((one) => one.kind === kind)
  return known ? say(known.name) : kind
}
