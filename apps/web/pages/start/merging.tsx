import { Button } from 'antd'
import { useState } from 'react'
import { ask } from '../../api/client.ts'
import { type Group, type Groups, type JudgedGroup, type Side, useMerging, useStartAct } from '../../api/start.ts'
import { Fault, Loaded } from '../../parts/waiting.tsx'
import { filled } from '../../words/desk.ts'
import { startWords } from '../../words/own.ts'
import { useWords } from '../../words/words.ts'
import { MergeGroup } from './merge-group.tsx'

const sides: readonly Side[] = ['materials', 'products']
/** What is chosen: parts to be split out, items to be joined. */
interface Chosen {
  readonly parts: ReadonlySet<string>
  readonly items: ReadonlySet<string>
}
const nothing: Chosen = { parts: new Set(), items: new Set() }
/** More than this many items are for a sheet, not for a page; they are merged as proposed. */
const most = 200

/** 归并. Parts as items by the legal conditions: proposed with reasons, split, joined, undone, confirmed. */
export function Merging({ next }: { readonly next: () => void }) {
  const words = useWords(startWords)
  const [history, setHistory] = useState<readonly Groups[]>([])
  const [chosen, choose] = useState<Readonly<Record<Side, Chosen>>>({ materials: nothing, products: nothing })
  const judged = useMerging(history.at(-1))
  const apply = useStartAct((groups: Groups) => ask('/start/merging', { method: 'PUT', body: { groups } }))
  const unmerge = useStartAct(
    () => ask('/start/merging', { method: 'DELETE' }),
    () => setHistory([]),
  )
  return (
    <Loaded query={judged}>
      {(found) => {
        const groups: Groups = { materials: plain(found.materials), products: plain(found.products) }
        const change = (to: Groups) => {
          setHistory([...(history.length > 0 ? history : [groups]), to])
          choose({ materials: nothing, products: nothing })
        }
        const all = [...found.materials, ...found.products]
        const before = all.reduce((sum, { parts }) => sum + parts.length, 0)
        const isBlocked = all.some(({ breaches }) => breaches.some(({ blocks }) => blocks))
        return (
          <>
            <p className="own-why">
              {found.isMerged ? `${words.merged} ` : ''}
              {filled(words.mergingWhy, { before, after: all.length })} <span className="quiet">{words.standards}</span>
            </p>
            <div className="stack">
              {sides.map((side) =>
                found[side].length > 0 ? (
                  <section key={side} className="card own-head">
                    <header>
                      <h2>{words[side]}</h2>
                      <Button
                        size="small"
                        disabled={chosen[side].parts.size === 0}
                        onClick={() => change({ ...groups, [side]: split(groups[side], chosen[side].parts) })}
                      >
                        {words.split}
                      </Button>
                      <Button
                        size="small"
                        disabled={chosen[side].items.size < 2}
                        onClick={() => change({ ...groups, [side]: join(groups[side], chosen[side].items) })}
                      >
                        {words.join}
                      </Button>
                    </header>
                    <ul className="rows">
                      {found[side].slice(0, most).map((group, at) => (
                        <MergeGroup
                          key={group.parts.join(' ')}
                          group={group}
                          no={at + 1}
                          chosen={chosen[side]}
                          onChoose={(to) => choose({ ...chosen, [side]: to })}
                          onName={(name) =>
                            change({
                              ...groups,
                              [side]: groups[side].map((one, i) => (i === at ? { ...one, name } : one)),
                            })
                          }
                        />
                      ))}
                    </ul>
                  </section>
                ) : null,
              )}
            </div>
            <Fault error={apply.error ?? unmerge.error} />
            <p className="own-acts">
              <Button disabled={history.length < 2} onClick={() => setHistory(history.slice(0, -1))}>
                {words.undo}
              </Button>
              <Button
                type={found.isMerged ? 'default' : 'primary'}
                disabled={isBlocked}
                loading={apply.isPending}
                onClick={() => apply.mutate(groups)}
              >
                {words.apply}
              </Button>
              {found.isMerged ? (
                <Button loading={unmerge.isPending} onClick={() => unmerge.mutate(undefined)}>
                  {words.unmerge}
                </Button>
              ) : null}
              <Button type={found.isMerged ? 'primary' : 'default'} onClick={next}>
                {words.next}
              </Button>
            </p>
          </>
        )
      }}
    </Loaded>
  )
}

const plain = (groups: readonly JudgedGroup[]): Group[] => groups.map(({ name, parts }) => ({ name, parts }))

/** Every chosen part an item of its own, behind the one that it left. */
const split = (groups: readonly Group[], parts: ReadonlySet<string>): Group[] =>
  groups.flatMap((group) => {
    const out = group.parts.length > 1 ? group.parts.filter((part) => parts.has(part)) : []
    const rest = group.parts.filter((part) => !out.includes(part))
    const own = out.map((part) => ({ name: group.name, parts: [part] }))
    return rest.length > 0 ? [{ ...group, parts: rest }, ...own] : own
  })

/** The chosen items as one, in the place and under the name of the first. */
function join(groups: readonly Group[], items: ReadonlySet<string>): Group[] {
  const chosen = groups.filter(({ parts }) => items.has(parts[0]))
  const [first] = chosen
  return groups.flatMap((group) =>
    group === first
      ? [{ name: group.name, parts: chosen.flatMap(({ parts }) => parts) }]
      : chosen.includes(group)
        ? []
        : [group],
  )
}
