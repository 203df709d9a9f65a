import { useState } from 'react'
import type { Described } from '../api/queries.ts'
import type { Finding } from '../api/types.ts'
import { useLeaving } from '../parts/leaving.ts'
import { useLanguage, useSay } from '../words/words.ts'
import { isFigure } from './fields.ts'

interface Props {
  readonly id: string
  readonly label?: string
  readonly field: Described
  readonly value: unknown
  readonly finding: Finding | undefined
  readonly onChange: (value: unknown) => void
}

/** 一格. Takes what is typed and gives it on when it is left; a finding is marked by tint, corner and in its description. */
export function EditCell({ id, label, field, value, finding, onChange }: Props) {
  const language = useLanguage()
  const say = useSay()
  const told = finding ? `${say(finding.message)} ${say(finding.remedy)}` : undefined
  const marks = {
    id,
    title: told,
    'aria-label': label,
    'aria-invalid': finding ? true : undefined,
    'aria-describedby': finding ? `${id}-finding` : undefined,
    className: `cell${finding ? ` cell-${finding.effect}` : ''}${isFigure(field) ? ' figure' : ''}`,
  } as const
  const note = told ? (
    <span id={`${id}-finding`} className={label ? 'unseen' : 'quiet'}>
      {told}
    </span>
  ) : null
  if (field.choices || field.kind === 'flag')
    return (
      <>
        <select
          {...marks}
          value={value === undefined ? '' : String(value)}
          onChange={({ target }) => onChange(chosen(field, target.value))}
        >
          <option value="" />
          {Object.entries(field.choices ?? yesOrNo).map(([code, words]) => (
            <option key={code} value={code}>
              {words[language]}
            </option>
          ))}
        </select>
        {note}
      </>
    )
  return (
    <>
      <Typed marks={marks} value={value} isWhole={field.kind === 'whole'} onChange={onChange} />
      {note}
    </>
  )
}

const yesOrNo = { true: { zh: '是', en: 'Yes' }, false: { zh: '否', en: 'No' } }
const chosen = ({ kind }: Described, text: string): unknown => (kind === 'flag' && text !== '' ? text === 'true' : text)

function Typed({
  marks,
  value,
  isWhole,
  onChange,
}: {
  readonly marks: object
  readonly value: unknown
  readonly isWhole: boolean
  readonly onChange: (value: unknown) => void
}) {
  const [typed, setTyped] = useState<string>()
  const leave = () => {
    if (typed !== undefined && typed !== String(value ?? ''))
      onChange(isWhole && /^\d{1,9}$/.test(typed) ? Number(typed) : typed)
    setTyped(undefined)
  }
  useLeaving(leave)
  return (
    <input
      {...marks}
      value={typed ?? String(value ?? '')}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={leave}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Escape') setTyped(undefined)
        if (key === 'Enter') currentTarget.blur()
      }}
    />
  )
}
