import { type Described, useCodeNames, useSession, useTypes } from '../api/queries.ts'
import type { FilingDetail } from '../api/types.ts'
import type { Marks } from '../grid/findings.ts'
import { Lines } from '../grid/lines.tsx'
import { grouped } from '../parts/formats.ts'
import { Loaded } from '../parts/waiting.tsx'
import { useLanguage } from '../words/words.ts'
import { fieldsOf, isFigure, listsOf } from './fields.ts'
import { valueAt as at } from './wire.ts'

/** What was found in it stands in the card of findings; nothing can be mended here. */
const noMarks: Marks = new Map()

/** 内容. Derived wholly from the filing's definition: groups as pairs, lists as tables. */
export function ContentCard({ filing }: { readonly filing: FilingDetail }) {
  const types = useTypes()
  const person = useSession().data?.person ?? ''
  return (
    <Loaded query={types}>
      {({ items }) => {
        const type = items.find(({ id }) => id === filing.type)
        return type
          ? Object.entries(type.content.members ?? {}).map(([name, part]) => (
              <Part
                key={name}
                name={name}
                described={part}
                value={filing.content[name]}
                memory={`columns ${person} ${filing.type} ${name}`}
              />
            ))
          : null
      }}
    </Loaded>
  )
}

function Part({
  name,
  described,
  value,
  memory,
}: {
  readonly name: string
  readonly described: Described
  readonly value: unknown
  readonly memory: string
}) {
  const language = useLanguage()
  if (value === undefined) return null
  return (
    <section className="card">
      <header>
        <h2>{described[language]}</h2>
        {Array.isArray(value) ? <span className="note">{value.length}</span> : null}
      </header>
      {Array.isArray(value) ? (
        value.length > longest ? (
          <Lines name={name} list={described} rows={value} marks={noMarks} memory={memory} />
        ) : (
          <Table described={described.line ?? described} rows={value} />
        )
      ) : (
        <Pairs described={described} value={value as Record<string, unknown>} />
      )}
    </section>
  )
}

function Pairs({ described, value }: { readonly described: Described; readonly value: Record<string, unknown> }) {
  const language = useLanguage()
  const nameOf = useCodeNames(listsOf(described))
  const shown = fieldsOf(described).filter(({ path }) => at(value, path) !== undefined)
  return (
    <dl className="pairs">
      {shown.map(({ path, field, of }) => (
        <div key={path.join('.')}>
          <dt>
            {of ? `${of[language]} · ` : ''}
            {field[language]}
          </dt>
          <dd>
            <Cell field={field} value={at(value, path)} nameOf={nameOf} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** A short list is a table that one sees at a glance; a longer one a grid to go through. */
const longest = 30

function Table({
  described,
  rows,
}: {
  readonly described: Described
  readonly rows: readonly Record<string, unknown>[]
}) {
  const language = useLanguage()
  const nameOf = useCodeNames(listsOf(described))
  const fields = fieldsOf(described).filter(({ path }) => rows.some((row) => at(row, path) !== undefined))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="scroll" style={{ maxHeight: 420 }} tabIndex={0} aria-label={described[language]}>
      <table className="table cards">
        <thead>
          <tr>
            {fields.map(({ path, field }) => (
              <th key={path.join('.')} scope="col" className={isFigure(field) ? 'figure' : undefined}>
                {field[language]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, n) => (
            <tr key={n}>
              {fields.map(({ path, field }) => (
                <td key={path.join('.')} className={isFigure(field) ? 'figure' : undefined} data-name={field[language]}>
                  <Cell field={field} value={at(row, path)} nameOf={nameOf} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** A value as people there write it: a code with its name beside it. */
function Cell({
  field,
  value,
  nameOf,
}: {
  readonly field: Described
  readonly value: unknown
  readonly nameOf: ReturnType<typeof useCodeNames>
}) {
  const language = useLanguage()
  if (value === undefined || value === null || value === '') return <span className="quiet">—</span>
  const choice = field.choices?.[String(value)]
  if (choice) return choice[language]
  if (typeof value === 'boolean') return value ? '✓' : '—'
  const name = field.list === undefined ? undefined : nameOf(field.list, String(value))
  if (name)
    return (
      <>
        {String(value)} <span className="quiet">{name[language]}</span>
      </>
    )
  return field.kind && isFigure(field) && field.kind !== 'whole' ? grouped(String(value)) : String(value)
}
