// As long as somebody may look at a page without touching it.
const quietMs = 60_000
let touchedAt = Date.now()
const touch = () => {
  touchedAt = Date.now()
}
/** Begins to notice that somebody is at the page. */
export function watchPresence(): void {
  for (const event of ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const)
    addEventListener(event, touch, { passive: true, capture: true })
}

/** Whether nobody has touched the page for a while: what it then asks by itself keeps no session awake (S2.6). */
export const isQuiet = (): boolean => Date.now() - touchedAt > quietMs
