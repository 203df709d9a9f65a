import type { Unknown } from './decode.ts'
import { readXml } from './xml.ts'

/**
 * Unknown elements on their way back to their places.
 *
 * @throws Error (the constructor) if one is not one whole element: it would break the document around it
 */
export class Strays {
  /** By place, then by the element before them. */
  readonly #waiting = new Map<string, Map<string, Unknown[]>>()

  constructor(unknown: readonly Unknown[]) {
    for (const one of unknown) {
      assertOneElement(one.xml)
      const here = this.#waiting.get(one.parent) ?? new Map<string, Unknown[]>()
      this.#waiting.set(one.parent, here)
      const after = one.after ?? ''
      here.set(after, [...(here.get(after) ?? []), one])
    }
  }

  /** Those behind an element, or before all if `after` is empty; each is given out once. */
  take(place: string, after: string): string {
    const here = this.#waiting.get(place)
    const found = here?.get(after)
    if (!found) return ''
    here?.delete(after)
    return found.map((one) => one.xml).join('')
  }

  /** Those of a place whose neighbour is gone: they go behind all others. */
  takeAll(place: string): string {
    return [...(this.#waiting.get(place)?.keys() ?? [])].map((after) => this.take(place, after)).join('')
  }

  /** Those whose place itself is gone. */
  left(): readonly Unknown[] {
    return [...this.#waiting.values()].flatMap((here) => [...here.values()].flat())
  }
}

function assertOneElement(xml: string): void {
  const ignore = () => {}
  const problem = readXml(Buffer.from(xml), { open: ignore, text: ignore, close: ignore })
  if (problem || !xml.startsWith('<') || xml.startsWith('<?')) throw new Error(`not one element: ${xml.slice(0, 80)}`)
}
