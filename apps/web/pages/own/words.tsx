import { Button, Select } from 'antd'
import { useState } from 'react'
import { type UnknownWord, useReadAgain } from '../../api/own-sheets.ts'
import { useCodeList } from '../../api/queries.ts'
import { Scrolling } from '../../parts/scrolling.tsx'
import { Fault } from '../../parts/waiting.tsx'
import '../../theme/own.css'
import { filled } from '../../words/desk.ts'
import { listNames, ownWords } from '../../words/own.ts'
import { useLanguage, useWords } from '../../words/words.ts'

interface Given {
  readonly id: string
  readonly words: readonly UnknownWord[]
  readonly onRead: (id: string) => void
}

const keyOf = ({ list, word }: UnknownWord) => `${list} ${word}`

/** 词语对应. Words of a firm's own for units, countries, currencies: what each means is asked once. */
export function OwnWords({ id, words: unknown, onRead }: Given) {
  const words = useWords(ownWords)
  const language = useLanguage()
  const [codes, setCodes] = useState<Readonly<Record<string, string>>>({})
  const say = useReadAgain(id, 'words', onRead)
  const said = unknown.flatMap((one) => {
    const code = codes[keyOf(one)]
    return code ? [{ list: one.list, word: one.word, code }] : []
  })
  return (
    <section className="card own-head">
      <header>
        <h2>{words.words}</h2>
        <span className="note">{words.wordsWhy}</span>
      </header>
      <Scrolling name={words.words}>
        <table className="table own-words">
          <thead>
            <tr>
              <th scope="col">{words.word}</th>
              <th scope="col">{words.lists}</th>
              <th scope="col">{words.where}</th>
              <th scope="col">{words.code}</th>
            </tr>
          </thead>
          <tbody>
            {unknown.map((one) => (
              <tr key={keyOf(one)}>
                <td>
                  <b>{one.word}</b>
                </td>
                <td>{listNames[one.list]?.[language] ?? one.list}</td>
                <td className="quiet">
                  {one.sheet} {one.cell} · {filled(words.times, { n: one.count })}
                </td>
                <td>
                  <CodeSelect
                    list={one.list}
                    label={`${one.word} ${words.code}`}
                    value={codes[keyOf(one)] ?? ''}
                    onChange={(code) => setCodes({ ...codes, [keyOf(one)]: code })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolling>
      <Fault error={say.error} />
      <p className="own-acts">
        <Button type="primary" loading={say.isPending} onClick={() => say.mutate({ words: said })}>
          {words.goOn}
        </Button>
      </p>
    </section>
  )
}

interface SelectGiven {
  readonly list: string
  readonly label: string
  readonly value: string
  readonly onChange: (code: string) => void
}

function CodeSelect({ list, label, value, onChange }: SelectGiven) {
  const words = useWords(ownWords)
  const language = useLanguage()
  const codes = useCodeList(list).data?.items ?? []
  return (
    <Select
      aria-label={label}
      size="small"
      style={{ width: 260 }}
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      options={[
        { value: '', label: words.leave },
        ...codes.map((item) => ({ value: item.code, label: `${item.code} ${item[language]}` })),
      ]}
      onChange={onChange}
    />
  )
}
