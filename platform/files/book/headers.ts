import type { FieldMeta } from '@jiamao/kernel/fields'

/**
 * A column name, label or sheet name as it is compared: full width as half width, no blanks or line breaks, brackets as
 * `()`, lower case, without the marks people put on what must be filled in.
 */
export const comparable = (title: string): string =>
  title
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]+/g, '')
    .replace(/[【［[]/g, '(')
    .replace(/[】］\]]/g, ')')
    .replace(/^[*★]+|[*★:]+$/g, '')
    .toLowerCase()

/** The longest title that is compared: headers are short, and a cell may hold 32,767 characters. */
const longestTitle = 200

/** A field that goes by names. */
export interface Titled {
  readonly meta: FieldMeta
  /** Within the part: `/operatingEnterprise/customsCode`. */
  readonly pointer: string
  /** Chinese words of the groups around it. */
  readonly around: string
}

/** Finds the field that a column name or label means. A unit in brackets does not matter: 申报数量(千克) is 申报数量. */
export type TitleIndex<F extends Titled> = (title: string) => F | undefined

/** All names of a field by rank, the one to write first: its words, further titles, its words behind those of its group. */
export const titlesOf = ({ meta, around }: Titled): readonly (readonly string[])[] => [
  [meta.zh],
  meta.titles ?? [],
  around ? [around + meta.zh] : [],
  [meta.en],
]

/**
 * A name means the field that has it in the highest rank. Where two have it in the same rank it means neither: a bare 编码
 * in two groups is known by the group's name before it.
 *
 * @throws Error where a field has no name of its own: a fault of the definition
 */
export function titleIndex<F extends Titled>(fields: readonly F[]): TitleIndex<F> {
  const known = new Map<string, F | 'several'>()
  for (const rank of [0, 1, 2, 3]) {
    const names = new Map<string, F | 'several'>()
    for (const field of fields) {
      for (const name of titlesOf(field)[rank].map(comparable)) {
        names.set(name, (names.get(name) ?? field) === field ? field : 'several')
      }
    }
    for (const [name, field] of names) if (!known.has(name)) known.set(name, field)
  }

  const find = (name: string) => {
    const field = known.get(name)
    return field === 'several' ? undefined : field
  }
  for (const field of fields) {
    if (
      !titlesOf(field)
        .flat()
        .some((title) => find(comparable(title)) === field)
    ) {
      throw new Error(`layout: ${field.pointer} has no title of its own`)
    }
  }
  return (title) => {
    if (title.length > longestTitle) return undefined
    const name = comparable(title)
    // Whole first: 产销国(地区) carries its brackets in its name.
    return find(name) ?? find(name.replace(/\([^()]*\)/g, '').replace(/[*★:]+$/, ''))
  }
}
