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
const isTaken = (event: KeyboardEvent): boolean =>
  event.isComposing ||
  event.ctrlKey ||
  event.metaKey ||
  event.altKey ||
  /^(INPUT|TEXTAREA|SELECT)$/.test((event.target as HTMLElement).tagName) ||
  isInGrid(event) ||
  document.querySelector('[role=dialog], dialog[open]') !== null

/**
 * Whether a key was pressed in a grid, where one types straight into the cells. Asks for the way of the event, not for the
 * place of its target: the first letter puts an editor in the cell's place before the page hears of it.
 */
export const isInGrid = (event: KeyboardEvent): boolean =>
  event.composedPath().some((part) => part instanceof HTMLElement && part.classList.contains('grid'))

const kept = 'single-keys'
/** Single keys are on until they are switched off on this machine. */
export function useKeySwitch(): [boolean, (isOn: boolean) => void] {
  const [isOn, set] = useState(() => localStorage.getItem(kept) !== 'off')
  const keep = (next: boolean) => {
    localStorage.setItem(kept, next ? 'on' : 'off')
    set(next)
  }
  return [isOn, keep]
}
