import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import { type Member, useMembers, useOrganisations } from '../api/oversight.ts'
import { useFilter } from '../parts/log.tsx'
import { type Made, MadeLink } from '../parts/made-link.tsx'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { parties } from '../words/common.ts'
import { oversightWords } from '../words/oversight.ts'
import { proposalWords } from '../words/proposals.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { ProposalsCard } from './proposals-card.tsx'
import { RecoveriesCard } from './recoveries-card.tsx'

/** 单位与角色. The administrator of security says who works for whom in which role. */
export function PartiesPage() {
  const words = useWords(oversightWords)
  const language = useLanguage()
  const [search, set] = useFilter()
  const [made, setMade] = useState<Made>()
  const organisation = search.get('organisation') ?? ''
  const options = (useOrganisations().data?.items ?? []).map(({ id, name, party }) => ({
    value: id,
    label: `${name} · ${parties[party]?.[language] ?? party}`,
  }))
  return (
    <>
      <div className="head">
        <h1>{words.parties}</h1>
        <Select
          aria-label={words.office}
          placeholder={words.pickParty}
          value={organisation === '' ? undefined : organisation}
          options={options}
          showSearch={{ optionFilterProp: 'label' }}
          style={{ minWidth: 300 }}
          onChange={(id) => set('organisation', id)}
        />
      </div>
      <ProposalsCard />
      {organisation === '' ? (
        <p className="card empty">{words.pickParty}</p>
      ) : (
        <Members key={organisation} organisation={organisation} />
      )}
      <div style={{ marginTop: 12 }}>
        {made ? <MadeLink made={made} /> : null}
        <RecoveriesCard at="/oversight/recoveries" onMade={setMade} />
      </div>
    </>
  )
}

function Members({ organisation }: { readonly organisation: string }) {
  const words = useWords(oversightWords)
  return (
    <section className="card">
      <header>
        <h2>{words.members}</h2>
        <span className="note">{words.rolesHint}</span>
      </header>
      <Loaded query={useMembers(organisation)}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="empty">{words.noMembers}</p>
          ) : (
            <ul className="rows">
              {items.map((member) => (
                <li key={member.person}>
                  <Roles organisation={organisation} member={member} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}

function Roles({ organisation, member }: { readonly organisation: string; readonly member: Member }) {
  const words = useWords({ ...oversightWords, ...proposalWords })
  const queries = useQueryClient()
  const [text, setText] = useState(member.roles.join(', '))
  const save = useMutation({
    mutationFn: () =>
      ask<{ proposal?: object }>(`/organisations/${organisation}/people/${member.person}`, {
        method: 'PUT',
        body: { roles: text.split(/[,，\s]+/).filter(Boolean) },
      }),
    onSuccess: () => queries.invalidateQueries(),
  })
  return (
    <>
      <form
        className="line"
        style={{ flexWrap: 'wrap' }}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <b style={{ width: 140 }}>{member.name}</b>
        <input
          className="cell grow"
          aria-label={`${words.roles}: ${member.name}`}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <Button htmlType="submit" loading={save.isPending}>
          {words.saveRoles}
        </Button>
        <span role="status" className="quiet">
          {save.data ? (save.data.proposal ? words.proposed : words.saved) : ''}
        </span>
      </form>
      <Fault error={save.error} />
    </>
  )
}
