import type { FilingType } from '../api/queries.ts'
import { detailWords } from '../words/detail.ts'
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

/** A person's name as it stands on what they did; who works there no more is marked. */
export function useNameOf(): (name: string, hasLeft: boolean) => string {
  const say = useSay()
  return (name, hasLeft) => (hasLeft ? say(detailWords.hasLeft).replace('{name}', name) : name)
}
