import { Link } from 'react-router'
import { useClock } from '../api/queries.ts'
import type { Task } from '../api/types.ts'
import { Limit } from '../parts/limit.tsx'
import { VerdictTag } from '../parts/signs.tsx'
import { queueWords, taskActs } from '../words/queue.ts'
import { useLanguage, useSay, useWords } from '../words/words.ts'

interface Rows {
  readonly selected: ReadonlySet<string>
  onChoose(at: number): void
  onToggle(...ids: readonly string[]): void
}

/** The rows of a queue, 36 px each; on a phone a card each. */
export function QueueRows({
  items,
  chosen,
  ...rows
}: Rows & { readonly items: readonly Task[]; readonly chosen: number }) {
  const words = useWords(queueWords)
  const now = useClock().data?.now
  const rest = items.filter(({ id }) => !rows.selected.has(id))
  return (
    <table className="table queue-rows">
      <thead>
        <tr>
          <th scope="col" className="pick">
            <label>
              <input
                type="checkbox"
                aria-label={words.selectAll}
                checked={rest.length === 0}
                onChange={() => rows.onToggle(...(rest.length === 0 ? items : rest).map(({ id }) => id))}
              />
            </label>
          </th>
          <th scope="col">{words.limit}</th>
          <th scope="col">{words.matter}</th>
          <th scope="col">{words.firm}</th>
          <th scope="col">{words.verdict}</th>
          <th scope="col">{words.holder}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((task, at) => (
          <Row key={task.id} task={task} at={at} isChosen={at === chosen} now={now} {...rows} />
        ))}
      </tbody>
    </table>
  )
}

function Row({
  task,
  at,
  isChosen,
  now,
  selected,
  onChoose,
  onToggle,
}: Rows & { readonly task: Task; readonly at: number; readonly isChosen: boolean; readonly now: string | undefined }) {
  const words = useWords(queueWords)
  const language = useLanguage()
  const say = useSay()
  const { id, filing, act, title, firm, strongest, holder, isMine } = task
  return (
    <tr
      aria-current={isChosen ? 'true' : undefined}
      className={selected.has(id) ? 'selected' : undefined}
      onClick={() => onChoose(at)}
    >
      <td className="pick">
        <label>
          <input
            type="checkbox"
            aria-label={`${words.select} ${say(title)}`}
            checked={selected.has(id)}
            onChange={() => onToggle(id)}
            onClick={(event) => event.stopPropagation()}
          />
        </label>
      </td>
      <td>
        <Limit task={task} now={now} />
      </td>
      <td className="matter">
        <span className="quiet">{(taskActs[act as keyof typeof taskActs] ?? { zh: act, en: act })[language]}</span>
        <Link id={`task-${id}`} to={`/filings/${filing}`} onClick={keepOnWide}>
          {say(title)}
        </Link>
      </td>
      <td className="firm" title={firm}>
        {firm}
      </td>
      <td>{strongest ? <VerdictTag effect={strongest} /> : <span className="quiet">—</span>}</td>
      <td className={holder ? undefined : 'quiet'}>{isMine ? words.me : (holder?.name ?? words.nobody)}</td>
    </tr>
  )
}

/** Where the preview stands beside the list a click only chooses; Enter, and a tap on a phone, open the filing. */
function keepOnWide(event: React.MouseEvent): void {
  const byPointer = event.detail > 0
  if (byPointer && !event.ctrlKey && !event.metaKey && matchMedia('(min-width: 1101px)').matches) event.preventDefault()
}
