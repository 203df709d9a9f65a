import type { FilingType } from '../api/queries.ts'
import { eventWords } from '../words/pages.ts'
import { useSay } from '../words/words.ts'

/** What happened, in words: an event of the life cycle, or a stage of the type (`stage:imported`). */
export function useEventName(type: FilingType | undefined): (event: string) => string {
  const say = useSay()
  return (event) => {
    const name = event.replace(/^(history:)?(stage:)?/, '')
    const known = type?.stages[name] ?? eventWords[name]
    return known ? say(known) : name
  }
}
