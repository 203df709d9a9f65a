import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { ask, Problem } from '../api/client.ts'
import type { FilingDetail } from '../api/types.ts'
import { adopted, type Change, changesOf, withChanges } from './changes.ts'
import { nothingDone, redo, undo, withStep } from './history.ts'
import { type Kept, keptDraft } from './kept-draft.ts'
import { portionsOf, withPortion } from './portions.ts'
import type { Wire } from './wire.ts'

export type Saving = 'saved' | 'saving' | 'local' | 'unkept' | 'conflict'

/** After the last key, in milliseconds. */
const pause = 1_000

/** What this machine kept of a draft, and where it is kept; undefined until it was looked for. */
export function useKeptDraft(id: string) {
  const store = useMemo(() => keptDraft(id), [id])
  const looked = useQuery({
    queryKey: ['kept', id],
    queryFn: async () => (await store.read()) ?? null,
    networkMode: 'always',
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  // A browser that keeps nothing has nothing to find.
  return looked.isPending ? undefined : { store, before: looked.data ?? undefined }
}

/**
 * 草稿. What is being written: kept on this machine with every key, sent a second after the last one, and only what
 * changed. What the server has not taken yet is there again when the page is opened again; what somebody else changed
 * meanwhile is never written over without a word.
 *
 * @param show brings what was undone or done again into view
 */
export function useDraft(
  filing: FilingDetail,
  { store, before }: NonNullable<ReturnType<typeof useKeptDraft>>,
  show: (change: Change) => void,
) {
  const queries = useQueryClient()
  const [wire, setWire] = useState<Wire>(() => (before ? adopted(filing.content, before.wire) : filing.content))
  const [state, setState] = useState<Saving>(before ? 'local' : 'saved')
  const [history, setHistory] = useState(nothingDone)
  // As the server has it: what is sent is the difference.
  const base = useRef<Kept>({ wire: filing.content, revision: before?.revision ?? filing.revision })
  const latest = useRef(wire)
  // A cell that is left because the page goes away gives its text on after this: then there is no time for a database.
  const isLeaving = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // Saves go one after another: each names the revision that the one before it made.
  const last = useRef<Promise<void>>(Promise.resolve())
  useEffect(() => {
    queries.setQueryData(['draft', filing.id], state)
  }, [queries, filing.id, state])

  const save = () => {
    last.current = last.current.then(send)
    return last.current
  }
  const send = async () => {
    const next = latest.current
    setState('saving')
    try {
      for (const changes of portionsOf(changesOf(base.current.wire, next))) {
        const { revision } = await ask<{ revision: number }>(`/filings/${filing.id}/content`, {
          method: 'PATCH',
          body: { changes },
          seen: base.current.revision,
        })
        base.current = { wire: withPortion(base.current.wire, changes), revision }
      }
      base.current = { ...base.current, wire: next }
      queries.setQueryData<FilingDetail>(
        ['filing', filing.id],
        (held) => held && { ...held, content: next, revision: base.current.revision },
      )
      // What was typed while this was on its way is sent by its own timer, and is kept as made of what is there now.
      if (latest.current !== next) return keepHere()
      await store.sent().catch(() => {})
      setState('saved')
    } catch (error) {
      const isConflict = error instanceof Problem && error.status === 412
      // Both ways out of it need what is there now.
      if (isConflict) await queries.invalidateQueries({ queryKey: ['filing', filing.id] })
      setState(isConflict ? 'conflict' : 'local')
      if (!isConflict) keepHere()
    }
  }
  const keepHere = () => {
    const kept = { wire: latest.current, revision: base.current.revision }
    if (isLeaving.current) store.leave(kept)
    else store.put(kept).catch(() => setState('unkept'))
  }
  const keep = (next: Wire) => {
    latest.current = next
    setWire(next)
    setState('local')
    keepHere()
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(), pause)
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
  useEffect(() => {
    const leave = () => {
      isLeaving.current = true
      if (latest.current !== base.current.wire) keepHere()
    }
    const come = () => {
      isLeaving.current = false
    }
    addEventListener('pagehide', leave)
    addEventListener('pageshow', come)
    return () => {
      removeEventListener('pagehide', leave)
      removeEventListener('pageshow', come)
    }
  }, [])
  // What was kept is sent once, when the page opens.
  useEffect(() => {
    if (before) void save()
    return () => {
      clearTimeout(timer.current)
      if (latest.current !== base.current.wire) void save()
    }
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
      base.current = { wire: filing.content, revision: filing.revision }
      latest.current = adopted(filing.content, wire)
      setWire(latest.current)
      void save()
    },
    /** After a conflict: what is there. */
    takeTheirs: () => {
      base.current = { wire: filing.content, revision: filing.revision }
      latest.current = filing.content
      setWire(filing.content)
      setHistory(nothingDone)
      void store.sent().catch(() => {})
      setState('saved')
    },
  }
}
