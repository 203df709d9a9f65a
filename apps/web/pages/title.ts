import { useTypes } from '../api/queries.ts'
import type { Filing } from '../api/types.ts'
import { useSay } from '../words/words.ts'

/** How a filing is called: by its own title once it was filed, before that by its type and number. */
export function useTitle(): (filing: Filing) => string {
  const say = useSay()
  const types = useTypes().data?.items ?? []
  return ({ title, type, ownNumber }) => {
    if (title) return say(title)
    const known = types.find(({ id }) => id === type)
    return [known ? say(known.name) : type, ownNumber ?? ''].join(' ').trim()
  }
}
