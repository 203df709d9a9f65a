import { useEffect, useState } from 'react'

/** Whether a key is part of what somebody types, or of a shortcut of the browser: single keys are dead then. */
export function isTyping({ target, isComposing, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const at = target as HTMLElement
  return (
    isComposing || ctrlKey || metaKey || altKey || at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)
  )
}

/** J and K through a list, Enter opens; dead while one types (workbench §4). @returns the place of the chosen row */
export function useListKeys(length: number, open: (at: number) => void): number {
  const [at, setAt] = useState(0)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      if (/^(INPUT|TEXTAREA|SELECT|BUTTON|A)$/.test(target.tagName)) return
      if (event.key === 'j') setAt((now) => Math.min(now + 1, length - 1))
      if (event.key === 'k') setAt((now) => Math.max(now - 1, 0))
      if (event.key === 'Enter' && length > 0) open(at)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [length, at, open])
  return Math.min(at, Math.max(length - 1, 0))
}
