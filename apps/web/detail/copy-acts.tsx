import { Button, Input } from 'antd'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import { useOpenCopy, useTemplateAct } from '../api/copies.ts'
import { useType } from '../api/queries.ts'
import type { FilingDetail } from '../api/types.ts'
import { Confirm } from '../parts/confirm.tsx'
import { Fault } from '../parts/waiting.tsx'
import { copyWords } from '../words/copies.ts'
import { filled } from '../words/desk.ts'
import { useWords } from '../words/words.ts'

/** 复制与存为模板, of a filing that begins by itself: what changes or answers another one is not copied. */
export function CopyActs({ filing: { id, type } }: { readonly filing: FilingDetail }) {
  const words = useWords(copyWords)
  const copy = useOpenCopy()
  const [isNaming, setNaming] = useState(false)
  const [kept, setKept] = useState('')
  if (useType(type)?.on !== null) return null
  return (
    <>
      <Button loading={copy.isPending} onClick={() => copy.mutate(`/filings/${id}/copy`)}>
        {words.copy}
      </Button>
      <Button onClick={() => setNaming(true)}>{words.keep}</Button>
      <Fault error={copy.error} />
      <span role="status">{kept ? filled(words.kept, { name: kept }) : ''}</span>
      {isNaming ? <Keep id={id} onKept={setKept} onEnd={() => setNaming(false)} /> : null}
    </>
  )
}

interface Given {
  readonly id: string
  onKept(name: string): void
  onEnd(): void
}

function Keep({ id, onKept, onEnd }: Given) {
  const words = useWords(copyWords)
  const [name, setName] = useState('')
  const called = name.trim()
  const keep = useTemplateAct(() => ask(`/filings/${id}/template`, { method: 'POST', body: { name: called } }))
  const end = () => {
    onKept(called)
    onEnd()
  }
  return (
    <Confirm
      title={words.keep}
      act={words.keep}
      isBusy={keep.isPending}
      isReady={called !== ''}
      onAct={() => keep.mutate(undefined, { onSuccess: end })}
      onClose={onEnd}
    >
      <Fault error={keep.error} />
      <p>{words.keepWhy}</p>
      <label htmlFor="template-name">{words.name}</label>
      <Input id="template-name" maxLength={60} value={name} onChange={({ target }) => setName(target.value)} />
    </Confirm>
  )
}
