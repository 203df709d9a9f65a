import { useEffect, useRef } from 'react'
import type { Described } from '../api/queries.ts'
import { gridFields } from '../grid/columns.tsx'
import { type Marks, markedIn } from '../grid/findings.ts'
import { fieldsOf } from './fields.ts'
import { pointerOf, type Wire } from './wire.ts'

/** What is marked on the page, part by part, in reading order. */
function markedPlaces(content: Described, wire: Wire, marks: Marks): string[] {
  return Object.entries(content.members ?? {}).flatMap(([name, part]) =>
    part.line
      ? markedIn(marks, name, (wire[name] ?? []) as readonly Wire[], gridFields(part))
      : fieldsOf(part)
          .map(({ path }) => pointerOf([name, ...path]))
          .filter((pointer) => marks.has(pointer)),
  )
}

interface Page {
  readonly content: Described | undefined
  readonly wire: Wire
  readonly marks: Marks
}

/** F8 goes to the next marked place of the page. A grid draws only what is in view, so places are looked for in the content. */
export function useNextFinding(page: Page, goTo: (pointer: string) => void) {
  const latest = useRef({ page, goTo })
  latest.current = { page, goTo }
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { page, goTo } = latest.current
      const { content, wire, marks } = page
      if (event.key !== 'F8' || event.isComposing || !content) return
      event.preventDefault()
      const places = markedPlaces(content, wire, marks)
      const now = places.indexOf(document.activeElement?.id ?? '')
      const next = places[(now + 1) % places.length]
      if (next !== undefined) goTo(next)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}
