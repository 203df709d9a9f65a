import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input, Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { ask } from '../api/client.ts'
import { useTypes } from '../api/queries.ts'
import { Fault } from '../parts/waiting.tsx'
import { mandateWords } from '../words/mandates.ts'
import { useSay, useWords } from '../words/words.ts'

const acts = ['write', 'submit', 'withdraw', 'explain'] as const
const empty = {
  holder: '',
  books: '',
  types: [] as string[],
  acts: [...acts] as string[],
  most: '',
  from: '',
  until: '',
}

/** 提出委托. What was typed stays until the platform has taken it. */
export function NewMandate() {
  const words = useWords(mandateWords)
  const say = useSay()
  const queries = useQueryClient()
  const types = useTypes().data?.items.filter(({ filer }) => filer.party === 'enterprise') ?? []
  const [wanted, want] = useState(empty)
  const set = (change: Partial<typeof empty>) => want({ ...wanted, ...change })
  const propose = useMutation({
    mutationFn: () => ask('/mandates', { method: 'POST', body: bodyOf(wanted) }),
    onSuccess: () => {
      want(empty)
      return queries.invalidateQueries({ queryKey: ['mandates'] })
    },
  })
  const isReady = wanted.holder.trim() && wanted.from && wanted.until && wanted.acts.length > 0
  return (
    <section className="card">
      <header>
        <h2>{words.newMandate}</h2>
      </header>
      <form
        className="pairs"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !propose.isPending) propose.mutate()
        }}
      >
        <Field label={words.holder}>
          {(id) => (
            <Input
              id={id}
              maxLength={18}
              value={wanted.holder}
              onChange={({ target }) => set({ holder: target.value })}
            />
          )}
        </Field>
        <Field label={words.books}>
          {(id) => <Input id={id} value={wanted.books} onChange={({ target }) => set({ books: target.value })} />}
        </Field>
        <Field label={words.types}>
          {(id) => (
            <Select
              id={id}
              mode="multiple"
              style={{ width: '100%' }}
              value={wanted.types}
              options={types.map(({ id: value, name }) => ({ value, label: say(name) }))}
              onChange={(value) => set({ types: value })}
            />
          )}
        </Field>
        <Field label={words.value}>
          {(id) => (
            <Input
              id={id}
              inputMode="decimal"
              value={wanted.most}
              onChange={({ target }) => set({ most: target.value })}
            />
          )}
        </Field>
        <Field label={words.from}>
          {(id) => (
            <Input id={id} type="date" value={wanted.from} onChange={({ target }) => set({ from: target.value })} />
          )}
        </Field>
        <Field label={words.until}>
          {(id) => (
            <Input id={id} type="date" value={wanted.until} onChange={({ target }) => set({ until: target.value })} />
          )}
        </Field>
        <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
          <legend className="quiet">{words.acts}</legend>
          <Checkbox.Group
            value={wanted.acts}
            options={acts.map((value) => ({ value, label: words[value] }))}
            onChange={(value) => set({ acts: value as string[] })}
          />
        </fieldset>
        <div>
          <Fault error={propose.error} />
          <Button htmlType="submit" type="primary" disabled={!isReady} loading={propose.isPending}>
            {words.newMandate}
          </Button>
        </div>
      </form>
    </section>
  )
}

function Field({ label, children }: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="quiet">
        {label}
      </label>
      {children(id)}
    </div>
  )
}

function bodyOf({ holder, books, types, acts: may, most, from, until }: typeof empty) {
  const listed = books.split(/[\s,，、]+/).filter(Boolean)
  return {
    ...{ holder: holder.trim(), acts: may, from, until },
    ...(listed.length > 0 ? { books: listed } : {}),
    ...(types.length > 0 ? { types } : {}),
    ...(most.trim() ? { most: most.trim().replaceAll(',', '') } : {}),
  }
}
