import { Button } from 'antd'
import { useEffect, useState } from 'react'
import {
  type OwnSheets,
  type PartDescribed,
  type SheetMapping,
  useParts,
  usePreview,
  useReadAgain,
} from '../../api/own-sheets.ts'
import { Fault, Loaded } from '../../parts/waiting.tsx'
import '../../theme/own.css'
import { ownWords } from '../../words/own.ts'
import { useSay, useWords } from '../../words/words.ts'
import { SheetCard } from './sheet-card.tsx'

interface Given {
  readonly id: string
  readonly own: OwnSheets
  readonly onRead: (id: string) => void
}

/** 确认各列. A workbook of a layout of its own: what each column is, as guessed, corrected, and as it will be read. */
export function Columns(given: Given) {
  const parts = useParts(given.id)
  return <Loaded query={parts}>{({ items }) => <Confirm {...given} parts={items} />}</Loaded>
}

const guessedOf = ({ guessed }: OwnSheets): SheetMapping[] =>
  guessed.map(({ sheet, part, header, columns }) => ({
    sheet,
    part,
    header,
    columns: columns.map(({ column, field, down }) => ({ column, field, ...(down ? { down } : {}) })),
  }))

/** The Select of the next column that is to be checked, after the one that has the focus. */
function toNextDoubtful() {
  const all = Array.from(document.querySelectorAll<HTMLElement>('[data-doubtful=true] input'))
  const at = all.indexOf(document.activeElement as HTMLElement)
  ;(all[at + 1] ?? all[0])?.focus()
}

/** F8 also out of a Select, where one types to search: it is no letter. */
function useF8() {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'F8') return
      event.preventDefault()
      toNextDoubtful()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

function Confirm({ id, own, onRead, parts }: Given & { readonly parts: readonly PartDescribed[] }) {
  const words = useWords(ownWords)
  const say = useSay()
  const [mapping, setMapping] = useState(() => guessedOf(own))
  const preview = usePreview(id, mapping)
  const confirm = useReadAgain(id, 'mapping', onRead)
  useF8()
  const errors = preview.data?.errors ?? []
  const change = (at: number, next: SheetMapping) => setMapping(mapping.map((one, i) => (i === at ? next : one)))
  return (
    <>
      <p className="own-why">
        {words.columnsWhy} <span className="quiet">{words.nextDoubtful}</span>
      </p>
      {errors.length > 0 ? (
        <ul className="own-faults" role="alert">
          {errors.map(({ message, remedy }) => (
            <li key={message.zh}>
              {say(message)} <span className="quiet">{say(remedy)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="stack">
        {mapping.map((sheet, at) => (
          <SheetCard
            key={sheet.sheet}
            sheet={sheet}
            guessed={own.guessed[at]}
            rows={own.outline.find(({ name }) => name === sheet.sheet)?.rows ?? []}
            parts={parts}
            read={sheet.part === null ? undefined : preview.data?.parts[sheet.part]}
            onChange={(next) => change(at, next)}
          />
        ))}
      </div>
      <Fault error={confirm.error} />
      <p className="own-acts">
        <Button
          type="primary"
          disabled={errors.length > 0}
          loading={confirm.isPending}
          onClick={() => confirm.mutate({ mapping })}
        >
          {words.confirm}
        </Button>
      </p>
    </>
  )
}
