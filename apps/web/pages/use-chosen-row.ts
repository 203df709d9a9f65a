import { useEffect, useRef, useState } from 'react'
import type { Task } from '../api/types.ts'

/** Puts the focus on a row: what is chosen is what is read out, and Enter opens it. */
const focusRow = (id: string): void => document.getElementById(`task-${id}`)?.focus()

// Where one was, for who comes back from a filing.
let last = ''

/**
 * The row that is chosen, kept by what it is and not by its place: rows come and go. Where it went away, the one that took
 * its place is chosen.
 *
 * @param onNearEnd more is wanted
 */
export function useChosenRow(items: readonly Task[], onNearEnd: () => void) {
  const [id, setId] = useState(last)
  const before = useRef(0)
  const found = items.findIndex((task) => task.id === id)
  const at = found >= 0 ? found : Math.max(Math.min(before.current, items.length - 1), 0)
  const task = items[at]
  const chosen = task?.id ?? ''
  useEffect(() => {
    before.current = at
    last = chosen
  }, [at, chosen])
  const goesByKeys = useRef(false)
  useEffect(() => {
    // The row that had the focus is done and gone: the one that took its place has it.
    if (goesByKeys.current && document.activeElement === document.body) focusRow(chosen)
  }, [chosen])
  const choose = (next: number) => {
    const there = items[Math.max(Math.min(next, items.length - 1), 0)]
    if (!there) return
    setId(there.id)
    goesByKeys.current = true
    focusRow(there.id)
    if (next >= items.length - 5) onNearEnd()
  }
  return { items, at, task, choose }
}
