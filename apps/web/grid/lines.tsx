import { lazy, Suspense, useSyncExternalStore } from 'react'
import { common } from '../words/common.ts'
import { useWords } from '../words/words.ts'
import type { BigGridProps } from './big-grid.tsx'
import { Cards } from './cards.tsx'

/** The grid comes with the first list that needs it: pages without one do not fetch it. */
const BigGrid = lazy(async () => ({ default: (await import('./big-grid.tsx')).BigGrid }))

const phone = matchMedia('(max-width: 800px)')
const usePhone = () =>
  useSyncExternalStore(
    (changed) => {
      phone.addEventListener('change', changed)
      return () => phone.removeEventListener('change', changed)
    },
    () => phone.matches,
  )

/** Lines of a list: a grid, and on a phone cards. */
export function Lines(props: BigGridProps) {
  const words = useWords(common)
  if (usePhone()) return <Cards {...props} />
  return (
    <Suspense fallback={<p className="empty">{words.loading}…</p>}>
      <BigGrid {...props} />
    </Suspense>
  )
}
