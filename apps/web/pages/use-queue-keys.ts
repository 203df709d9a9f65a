import { useEffect } from 'react'
import { isInGrid } from '../parts/keys.ts'

/** Where letters are text: keys are dead there, and while an input method composes (workbench §4). */
const isTyping = (event: KeyboardEvent) =>
  event.isComposing ||
  isInGrid(event) ||
  (event.target instanceof HTMLElement &&
    (event.target.isContentEditable ||
      event.target.matches('textarea, select, input:not([type=checkbox]), [role=combobox], dialog *')))
/** Enter on a button or a link is that button's own. */
const hasOwnEnter = ({ target }: KeyboardEvent) =>
  target instanceof HTMLElement && target.closest('button, a, summary') !== null

/** Acts by key, as `j`, `shift+j`, `1` or `enter`; single keys can be switched off (WCAG 2.1.4). */
export function useQueueKeys(keys: Readonly<Record<string, (() => void) | undefined>>, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return
    const press = (event: KeyboardEvent) => {
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return
      const name = event.key.toLowerCase()
      if (name === 'enter' && hasOwnEnter(event)) return
      const act = keys[event.shiftKey ? `shift+${name}` : name]
      if (!act) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [keys, isOn])
}
