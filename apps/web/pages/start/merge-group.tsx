import { Checkbox, Input } from 'antd'
import type { JudgedGroup } from '../../api/start.ts'
import { grouped } from '../../parts/formats.ts'
import { filled } from '../../words/desk.ts'
import { startWords } from '../../words/own.ts'
import { useSay, useWords } from '../../words/words.ts'

interface Chosen {
  readonly parts: ReadonlySet<string>
  readonly items: ReadonlySet<string>
}
interface Given {
  readonly group: JudgedGroup
  readonly no: number
  readonly chosen: Chosen
  readonly onChoose: (chosen: Chosen) => void
  readonly onName: (name: string) => void
}

const toggled = (set: ReadonlySet<string>, value: string) => {
  const next = new Set(set)
  if (!next.delete(value)) next.add(value)
  return next
}

/** One item: its parts, why they stand together or apart, and what it comes to. */
export function MergeGroup({ group, no, chosen, onChoose, onName }: Given) {
  const words = useWords(startWords)
  const say = useSay()
  const { name, parts, reasons, breaches } = group
  return (
    <li className="merge-group">
      <div>
        <div className="line">
          <Checkbox
            checked={chosen.items.has(parts[0])}
            onChange={() => onChoose({ ...chosen, items: toggled(chosen.items, parts[0]) })}
          >
            {filled(words.item, { n: no })}
          </Checkbox>
          <Input
            key={name}
            aria-label={`${filled(words.item, { n: no })} ${words.itemName}`}
            size="small"
            style={{ width: 220 }}
            maxLength={512}
            defaultValue={name}
            onBlur={({ target }) => {
              const to = target.value.trim()
              if (to !== '' && to !== name) onName(to)
            }}
          />
        </div>
        <div className="parts">
          {parts.length === 1 ? (
            <span className="mono quiet">
              {parts[0]} · {words.alone}
            </span>
          ) : (
            parts.map((part) => (
              <Checkbox
                key={part}
                checked={chosen.parts.has(part)}
                onChange={() => onChoose({ ...chosen, parts: toggled(chosen.parts, part) })}
              >
                <span className="mono">{part}</span>
              </Checkbox>
            ))
          )}
        </div>
        <Impact group={group} />
      </div>
      <ul>
        {breaches.map((breach) => (
          <li key={breach.zh} className="merge-breach">
            ✕ {breach.rule} {say(breach)}
          </li>
        ))}
        {reasons.map((reason) => (
          <li key={reason.zh}>
            <span className="quiet">{reason.rule}</span> {say(reason)}
          </li>
        ))}
      </ul>
    </li>
  )
}

function Impact({ group: { parts, impact } }: { readonly group: JudgedGroup }) {
  const words = useWords(startWords)
  const { quantity, total, price, lowest, highest } = impact
  const said = [
    parts.length > 1 ? filled(words.lines, { n: parts.length }) : '',
    quantity ? filled(words.quantity, { n: grouped(quantity) }) : '',
    total ? filled(words.total, { n: grouped(total) }) : '',
    parts.length > 1 && price && lowest && highest
      ? filled(words.mean, { price: grouped(price), low: grouped(lowest), high: grouped(highest) })
      : '',
  ]
  return <small className="quiet">{said.filter((text) => text !== '').join(' · ')}</small>
}
