/** 草稿的内容, as it travels: groups, lists, texts. */
export type Wire = Readonly<Record<string, unknown>>
export type Path = readonly (string | number)[]

export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((found, name) => (found as Record<string | number, unknown> | undefined)?.[name], value)

/** A copy with one value set; what is not on the way stays the same object. An empty text takes the value away. */
export function withValue(value: unknown, path: Path, next: unknown): unknown {
  const [name, ...rest] = path
  if (name === undefined) return next
  const inner = withValue((value as Record<string | number, unknown> | undefined)?.[name], rest, next)
  if (Array.isArray(value)) return value.map((item, at) => (at === name ? inner : item))
  const { [name]: _, ...others } = (value ?? {}) as Record<string | number, unknown>
  return inner === undefined || inner === '' ? others : { ...others, [name]: inner }
}

/** A JSON pointer, as findings name a place. */
export const pointerOf = (path: Path): string => path.map((name) => `/${name}`).join('')
