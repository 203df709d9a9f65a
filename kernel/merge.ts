/** 三方合并. What two people made of one content, put together: what only one of them changed is as that one has it. */

type Wire = Readonly<Record<string, unknown>>

/** One place at which the three say not the same: a field, or a whole line that came or went. */
export interface Divergence {
  /** Who changed it since; both: they say different things, and somebody has to choose. */
  readonly by: 'mine' | 'theirs' | 'both'
  readonly part: string
  /** The name of the line, of a list; its place is another one in each content. */
  readonly line?: string
  /** Under the part, or under the line; empty where the whole of it came or went. */
  readonly path: readonly string[]
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
}

export interface Merged {
  /** Where both changed a place, mine stands in it; but what one of them took away and the other changed stays. */
  readonly content: Wire
  readonly divergences: readonly Divergence[]
}

type Place = Pick<Divergence, 'part' | 'line' | 'path'>
type Note = (divergence: Divergence) => void

/**
 * Pure. Lines of a list are known by their key, so that a line put in above does not shift the others.
 *
 * @param base what both began with; undefined where nobody knows it any more: then every difference is both's
 * @param keys of the lists, by part: the field that names a line. A list without one is one value.
 */
export function merge(
  base: Wire | undefined,
  mine: Wire,
  theirs: Wire,
  keys: Readonly<Record<string, string>>,
): Merged {
  const divergences: Divergence[] = []
  const note: Note = (one) =>
    divergences.push(base || one.by === 'both' ? one : { ...one, by: 'both', base: undefined })
  const content: Record<string, unknown> = {}
  for (const part of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const three = { base: base?.[part], mine: mine[part], theirs: theirs[part] }
    const place = { part, path: [] }
    const key = keys[part]
    const value =
      key !== undefined && isListOrNone(three.mine) && isListOrNone(three.theirs)
        ? mergeLists(three, key, part, note)
        : mergeValues(three, place, note)
    if (value !== undefined) content[part] = value
  }
  return { content, divergences }
}

interface Three {
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
}

function mergeValues(three: Three, place: Place, note: Note): unknown {
  const { base, mine, theirs } = three
  if (isSame(mine, theirs)) return mine
  if (isGroup(mine) && isGroup(theirs)) {
    const was = isGroup(base) ? base : {}
    const merged: Record<string, unknown> = {}
    for (const name of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
      const inner = { base: was[name], mine: mine[name], theirs: theirs[name] }
      const value = mergeValues(inner, { ...place, path: [...place.path, name] }, note)
      if (value !== undefined) merged[name] = value
    }
    return merged
  }
  const by = isSame(base, mine) ? 'theirs' : isSame(base, theirs) ? 'mine' : 'both'
  note({ ...place, by, base, mine, theirs })
  if (by !== 'both') return three[by]
  return isNothing(mine) ? theirs : mine
}

function mergeLists({ base, mine, theirs }: Three, key: string, part: string, note: Note): unknown {
  if (mine === theirs || (mine === undefined && theirs === undefined)) return mine
  const [was, my, their] = [base, mine, theirs].map((list) => linesByName(list, key))
  const merged = new Map<string, unknown>()
  for (const line of new Set([...their.keys(), ...my.keys()])) {
    const three = { base: was.get(line), mine: my.get(line), theirs: their.get(line) }
    const value = mergeValues(three, { part, line, path: [] }, note)
    if (value !== undefined) merged.set(line, value)
  }
  // Taken away by both, or by one while the other left it alone: `merged` has it no more.
  const isReordered = !hasSameOrder(was, their)
  const names = isReordered || base === undefined ? inOrderOf(their, my) : inOrderOf(my, their)
  return names.filter((name) => merged.has(name)).map((name) => merged.get(name))
}

/** The names of one list in its order, with those that only the other one has after the line that they stand after there. */
function inOrderOf(frame: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): string[] {
  const first = ''
  const after = new Map<string, string[]>()
  let last = first
  for (const name of other.keys()) {
    if (frame.has(name)) last = name
    else if (!after.get(last)?.push(name)) after.set(last, [name])
  }
  return [first, ...frame.keys()].flatMap((name) => [...(name === first ? [] : [name]), ...(after.get(name) ?? [])])
}

const hasSameOrder = (one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): boolean => {
  const names = other.keys()
  return one.size === other.size && [...one.keys()].every((name) => name === names.next().value)
}

/**
 * Lines by the name that they bear. A line without one, or with one that is taken, is named by what it says: changed by
 * both it is two lines in the end, and neither is lost.
 */
export function linesByName(list: unknown, key: string): Map<string, unknown> {
  const lines = new Map<string, unknown>()
  const alike = new Map<string, number>()
  for (const line of Array.isArray(list) ? list : []) {
    const name = isGroup(line) ? line[key] : undefined
    const own = isNothing(name) ? undefined : String(name)
    if (own !== undefined && !lines.has(own)) {
      lines.set(own, line)
      continue
    }
    const said = `#${JSON.stringify(line)}`
    const n = (alike.get(said) ?? 0) + 1
    alike.set(said, n)
    lines.set(`${said} ${n}`, line)
  }
  return lines
}

const isListOrNone = (value: unknown): boolean => value === undefined || Array.isArray(value)
const isGroup = (value: unknown): value is Wire => typeof value === 'object' && value !== null && !Array.isArray(value)
/** An empty text is what forms and sheets send for "nothing". */
const isNothing = (value: unknown): boolean => value === undefined || value === null || value === ''

/** Whether two wire values say the same, whatever the order of their members; nothing, null and an empty text are one. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (isNothing(one) || isNothing(other)) return isNothing(one) && isNothing(other)
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((item, at) => isSame(item, other[at]))
  if (!isGroup(one) || !isGroup(other)) return false
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => isSame(one[name], other[name]))
}
