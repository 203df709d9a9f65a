import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { ask } from '../api/client.ts'
import { type Link, type Member, useOpenLinks, usePeople } from '../api/people.ts'
import { clockTime } from '../parts/formats.ts'
import { type Made, MadeLink } from '../parts/made-link.tsx'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { peopleWords, roleWords } from '../words/people.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { MemberRow } from './member-row.tsx'
import { ProposalsCard } from './proposals-card.tsx'
import { RecoveriesCard } from './recoveries-card.tsx'

/** 人员. Who belongs to this organisation: invited, given roles, removed by its administrator. */
export function PeoplePage() {
  const words = useWords(peopleWords)
  const people = usePeople()
  const [made, setMade] = useState<Made>()
  const first = { ...people, data: people.data?.pages[0] }
  return (
    <>
      <div className="head">
        <h1>{words.people}</h1>
      </div>
      {made ? <MadeLink made={made} /> : null}
      <ProposalsCard />
      <Loaded query={first}>
        {({ roles }) => (
          <div className="columns">
            <section className="card" style={{ alignSelf: 'start' }}>
              <header>
                <h2>{words.members}</h2>
              </header>
              <Members
                members={people.data?.pages.flatMap(({ items }) => items) ?? []}
                roles={roles}
                onMade={setMade}
              />
              {people.hasNextPage ? (
                <Button type="text" onClick={() => void people.fetchNextPage()}>
                  {words.more}
                </Button>
              ) : null}
            </section>
            <div className="stack">
              <Invite roles={roles} onMade={setMade} />
              <OpenLinks />
              <RecoveriesCard at="/recoveries" onMade={setMade} />
            </div>
          </div>
        )}
      </Loaded>
    </>
  )
}

function Members({
  members,
  roles,
  onMade,
}: {
  readonly members: readonly Member[]
  readonly roles: readonly string[]
  readonly onMade: (made: Made) => void
}) {
  const words = useWords(peopleWords)
  return (
    <ul className="rows" aria-label={words.members}>
      {members.map((member) => (
        <MemberRow key={member.id} member={member} roles={roles} onMade={onMade} />
      ))}
    </ul>
  )
}

function Invite({ roles, onMade }: { readonly roles: readonly string[]; readonly onMade: (made: Made) => void }) {
  const words = useWords(peopleWords)
  const language = useLanguage()
  const queries = useQueryClient()
  const [given, setGiven] = useState<{ name: string; roles: string[] }>({ name: '', roles: [] })
  const act = useMutation({
    mutationFn: () => ask<Link>('/invitations', { method: 'POST', body: given }),
    onSuccess: (link) => {
      onMade({ ...link, name: given.name })
      setGiven({ name: '', roles: [] })
      return Promise.all(['invitations', 'proposals'].map((key) => queries.invalidateQueries({ queryKey: [key] })))
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    act.mutate()
  }
  return (
    <section className="card">
      <header>
        <h2>{words.invite}</h2>
      </header>
      <form className="stack" style={{ padding: 14 }} onSubmit={submit}>
        <p className="quiet" style={{ margin: 0 }}>
          {words.inviteHint}
        </p>
        <Fault error={act.error} />
        <label htmlFor="invited-name">{words.person}</label>
        <Input
          id="invited-name"
          required
          maxLength={64}
          value={given.name}
          onChange={({ target }) => setGiven({ ...given, name: target.value })}
        />
        <label htmlFor="invited-roles">{words.roles}</label>
        <Select
          id="invited-roles"
          aria-label={words.roles}
          mode="multiple"
          value={given.roles}
          onChange={(chosen) => setGiven({ ...given, roles: chosen })}
          options={roles.map((role) => ({ value: role, label: roleWords[role]?.[language] ?? role }))}
        />
        <Button
          type="primary"
          htmlType="submit"
          loading={act.isPending}
          disabled={given.name.trim() === '' || given.roles.length === 0}
        >
          {words.makeLink}
        </Button>
      </form>
    </section>
  )
}

function OpenLinks() {
  const words = useWords(peopleWords)
  const language = useLanguage()
  const queries = useQueryClient()
  const open = useOpenLinks()
  const withdraw = useMutation({
    mutationFn: (id: string) => ask(`/invitations/${id}`, { method: 'DELETE' }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['invitations'] }),
  })
  return (
    <section className="card">
      <header>
        <h2>{words.openLinks}</h2>
      </header>
      <Fault error={withdraw.error} />
      <Loaded query={open}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="empty">{words.noLinks}</p>
          ) : (
            <ul className="rows">
              {items.map(({ id, kind, name, by, expiresAt }) => (
                <li key={id} className="line">
                  <div className="grow">
                    <b>{name}</b> {kind === 'join' ? words.join : words.resets}
                    <div className="quiet">
                      {words.by} {by} · {words.until} {clockTime(expiresAt, language)}
                    </div>
                  </div>
                  <Button size="small" onClick={() => withdraw.mutate(id)} aria-label={`${words.withdraw} ${name}`}>
                    {words.withdraw}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
