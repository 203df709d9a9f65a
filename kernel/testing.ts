import { expect } from 'vitest'
import { type Fault, isFault } from './numbers.ts'
import { Problem, type ProblemItem } from './problem.ts'

/** The fault that a reader returned, as the item its reader would see. Fails the test where the text was read after all. */
export function faultOf(read: unknown): ProblemItem {
  expect(read).toSatisfy(isFault)
  const { fault, values } = read as Fault
  return spoken(fault(values).item())
}

/** The problem that `act` throws, as an item. Fails where nothing, or an error of ours, is thrown. */
export function thrownBy(act: () => unknown): ProblemItem {
  try {
    act()
  } catch (error) {
    if (error instanceof Problem) return spoken(error.item())
    throw error
  }
  throw new Error('nothing was thrown')
}

const han = /\p{Script=Han}/u

/** What every fault owes its reader: message and remedy in both languages, every value filled in. */
export function spoken(item: ProblemItem): ProblemItem {
  const values = Object.values(item.values ?? {}).map(String)
  const ours = (text = '') => values.reduce((rest, value) => rest.replaceAll(value, ''), text)
  for (const words of [item.message, item.remedy]) {
    expect(ours(words?.zh)).toMatch(han)
    expect(ours(words?.en)).toMatch(/[a-z]{2}/)
    expect(ours(words?.en)).not.toMatch(han)
    expect(ours(words?.zh) + ours(words?.en)).not.toMatch(/[{}]|undefined|\[object/)
  }
  return item
}
