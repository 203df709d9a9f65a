import { useEffect, useState } from 'react'

/** What a key does to the chosen row. */
type Acts = Readonly<Record<string, (at: number) => void>>

/**
 * J and K through a list, Enter opens, further keys as given; dead while one types or a dialogue is open (workbench §4).
 *
 * @returns the place of the chosen row
 */
export function useListKeys(length: number, open: (at: number) => void, acts: Acts = {}): number {
  const [at, setAt] = useState(0)
  const chosen = Math.min(at, Math.max(length - 1, 0))
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (isTaken(event)) return
      if (event.key === 'j') setAt(Math.min(chosen + 1, Math.max(length - 1, 0)))
      if (event.key === 'k') setAt(Math.max(chosen - 1, 0))
      if (length === 0) return
      // A button or a link that has the focus takes Enter itself.
      if (event.key === 'Enter' && !/^(BUTTON|A)$/.test(target.tagName)) open(chosen)
      const act = acts[event.key]
      if (!act) return
      event.preventDefault()
      act(chosen)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [length, chosen, open, acts])
  return chosen
}

/** Keys of the whole page, dead while one types or a dialogue is open. */
export function usePageKeys(acts: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isTaken(event) || !acts[event.key]) return
      event.preventDefault()
      acts[event.key]()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [acts])
}

/** Whether a key belongs to somebody else: to what one types into, to the browser, to a dialogue. */
const isTaken = ({ target, isComposing, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  isComposing ||
  ctrlKey ||
  metaKey ||
  altKey ||
  /^(INPUT|TEXTAREA|SELECT)$/.test((target as HTMLElement).tagName) ||
  // One types straight into a cell.
  (target as HTMLElement).closest('[role=grid]') !== null ||
  document.querySelector('[role=dialog], dialog[open]') !== null
