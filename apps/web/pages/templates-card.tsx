import { Button } from 'antd'
import { useState } from 'react'
import { ask } from '../api/client.ts'
import { type Template, useOpenCopy, useTemplateAct, useTemplates } from '../api/copies.ts'
import { useTypes } from '../api/queries.ts'
import { Confirm } from '../parts/confirm.tsx'
import { clockTime } from '../parts/formats.ts'
import { Fault, Loaded } from '../parts/waiting.tsx'
import { copyWords } from '../words/copies.ts'
import { filled } from '../words/desk.ts'
import { useLanguage, useSay, useWords } from '../words/words.ts'

/** 用模板新建. What the enterprise begins with again and again. */
export function TemplatesCard() {
  const words = useWords(copyWords)
  const templates = useTemplates()
  const open = useOpenCopy()
  const drop = useTemplateAct((id: string) => ask(`/saved-templates/${id}`, { method: 'DELETE' }))
  const [leaving, setLeaving] = useState<Template>()
  return (
    <section className="card" id="templates" aria-labelledby="templates-title">
      <header>
        <h2 id="templates-title">{words.templates}</h2>
      </header>
      <Fault error={open.error ?? drop.error} />
      <Loaded query={templates}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="empty">{words.none}</p>
          ) : (
            <ul className="rows">
              {items.map((template) => (
                <Row
                  key={template.id}
                  template={template}
                  isBusy={open.isPending}
                  onBegin={() => open.mutate(`/saved-templates/${template.id}/draft`)}
                  onDrop={() => setLeaving(template)}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      {leaving ? (
        <Confirm
          title={filled(words.dropTitle, { name: leaving.name })}
          act={words.drop}
          isBusy={drop.isPending}
          onAct={() => drop.mutate(leaving.id, { onSettled: () => setLeaving(undefined) })}
          onClose={() => setLeaving(undefined)}
        >
          <p>{words.dropWhy}</p>
        </Confirm>
      ) : null}
    </section>
  )
}

interface Given {
  readonly template: Template
  readonly isBusy: boolean
  onBegin(): void
  onDrop(): void
}

function Row({ template: { name, type, book, by, at }, isBusy, onBegin, onDrop }: Given) {
  const words = useWords(copyWords)
  const language = useLanguage()
  const say = useSay()
  const found = useTypes().data?.items.find(({ id }) => id === type)
  return (
    <li className="line">
      <div className="grow">
        <b>{name}</b>
        <div className="quiet">
          {[found ? say(found.name) : type, book, by, clockTime(at, language)].filter(Boolean).join(' · ')}
        </div>
      </div>
      <Button aria-label={`${words.begin} ${name}`} loading={isBusy} onClick={onBegin}>
        {words.begin}
      </Button>
      <Button aria-label={`${words.drop} ${name}`} onClick={onDrop}>
        {words.drop}
      </Button>
    </li>
  )
}
