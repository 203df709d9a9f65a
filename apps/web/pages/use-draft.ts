import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { ask, Problem } from '../api/client.ts'
import type { FilingDetail } from '../api/types.ts'
import { adopted, type Change, changesOf, withChanges } from './changes.ts'
import { nothingDone, redo, undo, withStep } from './history.ts'
import { keptDraft } from './kept-draft.ts'
import { type Editor, type Keys, type Meeting, meet, type Side, withChosen } from './meeting.ts'
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
 * changed. What the server has not taken yet is there again when the page is opened again. What somebody else changed
 * meanwhile is put together with it; where both changed one field, nothing is sent until it is chosen.
 *
 * @param keys name the lines of its lists
 * @param show brings what was undone or done again into view
 */
export function useDraft(
  filing: FilingDetail,
  { store, before }: NonNullable<ReturnType<typeof useKeptDraft>>,
  keys: Keys,
  show: (change: Change) => void,
) {
  const queries = useQueryClient()
  const [wire, setWire] = useState<Wire>(() => (before ? adopted(filing.content, before.wire) : filing.content))
  const [state, setState] = useState<Saving>(before ? 'local' : 'saved')
  const [history, setHistory] = useState(nothingDone)
  const [meeting, setMeeting] = useState<Meeting>()
  // As the server has it: what is sent is the difference. What was kept here may have begun with what is there no more.
  const base = useRef<Base>({
    wire: !before || before.revision === filing.revision ? filing.content : undefined,
    revision: before?.revision ?? filing.revision,
  })
  // Set while one chooses: nothing is sent, and what it becomes is the next thing to be saved on.
  const awaited = useRef<Base>(undefined)
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
    if (awaited.current) return keepHere()
    const next = latest.current
    setState('saving')
    try {
      const known = base.current.wire
      if (!known) return await join()
      let now: Wire = known
      for (const changes of portionsOf(changesOf(now, next))) {
        const { revision } = await ask<{ revision: number }>(`/filings/${filing.id}/content`, {
          method: 'PATCH',
          body: { changes },
          seen: base.current.revision,
        })
        now = withPortion(now, changes)
        base.current = { wire: now, revision }
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
      const since =
        error instanceof Problem && error.status === 412 ? (error.body.since as readonly Editor[]) : undefined
      if (since) await join(since).catch(() => setState('local'))
      else setState('local')
      keepHere()
    }
  }
  /** Puts together what is here and what is there, and sends it, or asks where both changed one field. */
  const join = async (since?: readonly Editor[]) => {
    const then =
      base.current.wire && since ? { content: base.current.wire, since } : await readThen(filing.id, base.current)
    const theirs = await ask<FilingDetail>(`/filings/${filing.id}`)
    queries.setQueryData(['filing', filing.id], theirs)
    const met = meet(then.content ?? undefined, latest.current, theirs.content, keys, then.since)
    latest.current = met.wire
    setWire(met.wire)
    // What was done before was done to other lines.
    if (met.meeting.taken > 0) setHistory(nothingDone)
    setMeeting(met.meeting)
    const there = { wire: theirs.content, revision: theirs.revision }
    if (met.meeting.overlaps.length > 0) {
      awaited.current = there
      setState('conflict')
      return keepHere()
    }
    base.current = there
    setState('local')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(), 0)
  }
  const keepHere = () => {
    const kept = { wire: latest.current, revision: base.current.revision }
    if (isLeaving.current) store.leave(kept)
    else store.put(kept).catch(() => setState('unkept'))
  }
  const keep = (next: Wire) => {
    latest.current = next
    setWire(next)
    if (!awaited.current) setState('local')
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
  // What somebody else saved while nothing was being written here is simply there.
  useEffect(() => {
    const isNewer = filing.revision > base.current.revision
    if (isNewer && latest.current === base.current.wire && !awaited.current && !isWriting(document.activeElement))
      last.current = last.current.then(() => join().catch(() => {}))
  }, [filing.revision])

  return {
    wire,
    state,
    wasRestored: before !== undefined,
    change,
    undo: turn(undo(history)),
    redo: turn(redo(history)),
    /** What was put together of two last, with what there is to choose. */
    meeting,
    /** Ends a choice: what was chosen is the draft, and is saved. */
    choose: (sides: readonly Side[]) => {
      const there = awaited.current
      if (!there || !meeting) return
      const next = withChosen(wire, meeting.overlaps, sides, keys)
      awaited.current = undefined
      base.current = there
      setMeeting({ ...meeting, overlaps: [] })
      setHistory(nothingDone)
      keep(adopted(there.wire ?? {}, next))
    },
  }
}

/** What the server had when this was begun; its content undefined where that is not known here. */
interface Base {
  readonly wire: Wire | undefined
  readonly revision: number
}

/** Asks the server what the draft was that this was begun with, and who changed it since. */
const readThen = (id: string, { revision }: Base) =>
  ask<{ readonly content: Wire | null; readonly since: readonly Editor[] }>(`/filings/${id}/content/${revision}`)

/** Whether an element holds text that was changed and not given on yet. */
export const isWriting = (element: Element | null) =>
  element instanceof HTMLInputElement && element.value !== element.defaultValue
