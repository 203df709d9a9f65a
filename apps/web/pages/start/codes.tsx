import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { ask } from '../../api/client.ts'
import { useCodeNames } from '../../api/queries.ts'
import { type CodeLine, type TariffLine, useCodes, useStartAct, useTariff } from '../../api/start.ts'
import { Scrolling } from '../../parts/scrolling.tsx'
import { Fault, Loaded } from '../../parts/waiting.tsx'
import { filled } from '../../words/desk.ts'
import { startWords } from '../../words/own.ts'
import { useLanguage, useWords } from '../../words/words.ts'

/** What was said of a line, before it is saved. */
interface Said {
  readonly known?: TariffLine
  readonly hsCode?: string
  readonly specification?: string
  readonly factor?: string
}
type AllSaid = Readonly<Record<string, Said>>

const keyOf = ({ side, part }: CodeLine) => `${side} ${part}`

/** 商品编码. Each part gets its code by the name that it has in the tariff, with the elements that must be declared. */
export function Codes({ next }: { readonly next: () => void }) {
  const words = useWords(startWords)
  const codes = useCodes()
  const [said, setSaid] = useState<AllSaid>({})
  const save = useStartAct(
    (lines: readonly object[]) => ask('/start/codes', { method: 'PUT', body: { lines } }),
    () => setSaid({}),
  )
  return (
    <Loaded query={codes}>
      {({ isEmpty, items, lacking, total }) => {
        const lines = items.flatMap((line) => {
          const { known: _, ...given } = said[keyOf(line)] ?? {}
          return Object.keys(given).length > 0 ? [{ side: line.side, part: line.part, ...given }] : []
        })
        return (
          <section className="card own-head">
            <header>
              <h2>{words.codes}</h2>
              <span className="note">
                {isEmpty
                  ? words.noTariff
                  : filled(lacking > 0 ? words.codesWhy : words.codesDone, { n: lacking, all: total })}
              </span>
            </header>
            <Scrolling name={words.codes}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{words.side}</th>
                    <th scope="col">{words.part}</th>
                    <th scope="col">{words.name}</th>
                    <th scope="col">{words.code}</th>
                    <th scope="col">{words.specification}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((line) => (
                    <Line
                      key={keyOf(line)}
                      line={line}
                      isEmpty={isEmpty}
                      said={said[keyOf(line)] ?? {}}
                      onSay={(more) => setSaid({ ...said, [keyOf(line)]: { ...said[keyOf(line)], ...more } })}
                    />
                  ))}
                </tbody>
              </table>
            </Scrolling>
            {items.length < total ? <p className="own-note quiet">{filled(words.shown, { n: items.length })}</p> : null}
            <Fault error={save.error} />
            <p className="own-acts">
              <Button
                type={lines.length > 0 ? 'primary' : 'default'}
                disabled={lines.length === 0}
                loading={save.isPending}
                onClick={() => save.mutate(lines)}
              >
                {words.saveCodes}
              </Button>
              <Button type={lines.length > 0 ? 'default' : 'primary'} disabled={lines.length > 0} onClick={next}>
                {words.next}
              </Button>
            </p>
          </section>
        )
      }}
    </Loaded>
  )
}

interface LineGiven {
  readonly line: CodeLine
  readonly isEmpty: boolean
  readonly said: Said
  readonly onSay: (more: Said) => void
}

function Line({ line, isEmpty, said, onSay }: LineGiven) {
  const words = useWords(startWords)
  const language = useLanguage()
  const nameOf = useCodeNames(['unit'])
  const known = said.known ?? line.known
  const unit = (code: string) => nameOf('unit', code)?.[language] ?? code
  return (
    <tr>
      <td>{words[line.side]}</td>
      <td className="mono">{line.part}</td>
      <td>{line.name}</td>
      <td>
        {isEmpty ? (
          <Input
            aria-label={`${line.part} ${words.code}`}
            maxLength={10}
            defaultValue={line.hsCode ?? ''}
            onChange={({ target }) => onSay({ hsCode: target.value.trim() })}
          />
        ) : (
          <CodeSearch line={line} known={known} onChoose={(chosen) => onSay({ known: chosen, hsCode: chosen.code })} />
        )}
        {known ? (
          <p className="start-elements">
            {known.name} · {words.elements}: {known.elements.join('；')}
          </p>
        ) : null}
        {line.needsFactor && known ? (
          <Input
            aria-label={`${line.part} ${words.factor}`}
            style={{ marginTop: 4, width: 260 }}
            addonBefore={filled(words.factor, { unit: unit(line.declaredUnit ?? ''), legal: unit(known.legalUnit) })}
            maxLength={20}
            defaultValue={line.factor ?? ''}
            onChange={({ target }) => onSay({ factor: target.value.trim() })}
          />
        ) : null}
      </td>
      <td>
        <Input
          aria-label={`${line.part} ${words.specification}`}
          maxLength={255}
          defaultValue={line.specification ?? ''}
          onChange={({ target }) => onSay({ specification: target.value })}
        />
      </td>
    </tr>
  )
}

interface SearchGiven {
  readonly line: CodeLine
  readonly known: TariffLine | null
  readonly onChoose: (line: TariffLine) => void
}

/** Searches the tariff: by the part's own name at first, then by what is typed. */
function CodeSearch({ line, known, onChoose }: SearchGiven) {
  const words = useWords(startWords)
  const [asked, setAsked] = useState('')
  const [isOpen, setOpen] = useState(false)
  const found = useTariff(isOpen ? asked.trim() || line.name : '')
  const items = found.data?.items ?? []
  return (
    <Select
      aria-label={`${line.part} ${words.code}`}
      style={{ width: 300 }}
      popupMatchSelectWidth={460}
      placeholder={words.searchCode}
      showSearch={{ filterOption: false, onSearch: setAsked }}
      notFoundContent={words.noneFound}
      value={known?.code ?? line.hsCode ?? null}
      onOpenChange={setOpen}
      options={items.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
      onChange={(code) => {
        const chosen = items.find((item) => item.code === code)
        if (chosen) onChoose(chosen)
      }}
    />
  )
}
