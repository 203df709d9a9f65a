import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ask, Problem } from '../api/client.ts'
import type { FilingDetail } from '../api/types.ts'
import { type Change, changesOf, withChanges } from './changes.ts'
import { nothingDone, redo, undo, withStep } from './history.ts'
import type { Wire } from './wire.ts'

export type Saving = 'saved' | 'saving' | 'local' | 'conflict'

/** After the last key, in milliseconds. */
const pause = 1_000
const keyOf = (id: string) => `draft ${id}`

interface Kept {
  readonly wire: Wire
  readonly revision: number
}
const kept = (id: string): Kept | undefined => JSON.parse(localStorage.getItem(keyOf(id)) ?? 'null') ?? undefined

/**
 * 草稿. What is being written: kept on this machine with every key, sent a second after the last one. What the server has
 * not taken yet is there again when the page is opened again; what somebody else changed meanwhile is never written over
 * without a word.
 *
 * @param show brings what was undone or done again into view
 */
export function useDraft(filing: FilingDetail, show: (change: Change) => void) {
  const queries = useQueryClient()
  const [before] = useState(() => kept(filing.id))
  const [wire, setWire] = useState<Wire>(before?.wire ?? filing.content)
  const [state, setState] = useState<Saving>(before ? 'local' : 'saved')
  const revision = useRef(before?.revision ?? filing.revision)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // Saves go one after another: each names the revision that the one before it made.
  const last = useRef<Promise<void>>(Promise.resolve())
  useEffect(() => {
    queries.setQueryData(['draft', filing.id], state)
  }, [queries, filing.id, state])

  const save = (next: Wire) => {
    last.current = last.current.then(() => send(next))
    return last.current
  }
  const send = async (next: Wire) => {
    setState('saving')
    try {
      const path = `/filings/${filing.id}/content`
      const answer = await ask<{ revision: number }>(path, { method: 'PUT', body: next, seen: revision.current })
      revision.current = answer.revision
      // What was typed while this was on its way is sent by its own timer.
      if (kept(filing.id)?.wire === undefined || JSON.stringify(kept(filing.id)?.wire) === JSON.stringify(next)) {
        localStorage.removeItem(keyOf(filing.id))
        setState('saved')
      }
      await queries.invalidateQueries({ queryKey: ['filing', filing.id] })
    } catch (error) {
      const isConflict = error instanceof Problem && error.status === 412
      // Both ways out of it need what is there now.
      if (isConflict) await queries.invalidateQueries({ queryKey: ['filing', filing.id] })
      setState(isConflict ? 'conflict' : 'local')
    }
  }
  const [history, setHistory] = useState(nothingDone)
  const keep = (next: Wire) => {
    setWire(next)
    setState('local')
    localStorage.setItem(keyOf(filing.id), JSON.stringify({ wire: next, revision: revision.current } satisfies Kept))
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(next), pause)
  }
  const change = (next: Wire) => {
    const step = changesOf(wire, next)
    if (step.length === 0) return
    setHistory(withStep(history, step))
    keep(next)
  }
  /** Undone and done again like any other change: across saves, and saved like one. */
  const turn = (turned: ReturnType<typeof undo>) =>
    turned &&
    (() => {
      setHistory(turned.history)
      keep(withChanges(wire, turned.changes))
      for (const change of turned.changes.slice(0, 1)) show(change)
    })
  // What was kept is sent once, when the page opens.
  useEffect(() => {
    if (before) void save(before.wire)
    return () => clearTimeout(timer.current)
  }, [])

  return {
    wire,
    state,
    wasRestored: before !== undefined,
    change,
    undo: turn(undo(history)),
    redo: turn(redo(history)),
    /** After a conflict: what is here, over what is there. */
    keepMine: () => {
      revision.current = filing.revision
      void save(wire)
    },
    /** After a conflict: what is there. */
    takeTheirs: () => {
      revision.current = filing.revision
      localStorage.removeItem(keyOf(filing.id))
      setWire(filing.content)
      setHistory(nothingDone)
      setState('saved')
    },
  }
}
