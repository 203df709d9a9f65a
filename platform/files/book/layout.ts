import { itemsOf, membersOf, metaOf, requiredOf, wordsOf } from '@jiamao/kernel/fields'
import type { Words } from '@jiamao/kernel/words'
import type { TSchema } from 'typebox'
import { type Titled, type TitleIndex, titleIndex, titlesOf } from './headers.ts'

/** Where one part of a content lies in a workbook. */
export interface PartLayout {
  /** Name of the part in the content. */
  readonly part: string
  /** Names that its sheet may have; the first is written. */
  readonly sheet: readonly string[]
  /** `pairs`: labels with the value beside them, for a group; `table`: a header row over lines, for a list. */
  readonly form: 'pairs' | 'table'
  /**
   * Fields without which a line of a firm's own sheet means nothing; of several in one entry one is enough. Left out: what
   * is required and comes from the enterprise.
   */
  readonly needs?: readonly (string | readonly string[])[]
  /** Fields that the platform fills in by itself where no column brings them. */
  readonly fills?: readonly string[]
}

/** How a content lies in a workbook (版式). The order is that of the sheets written. */
export type Layout = readonly PartLayout[]

/** Codes by their names, as they stand on the day of the filing. Given by the caller, who knows the dated lists. */
export interface CodeNames {
  /** The code that a text means in a list: a code itself, a name, or a former or common name (台澎金马关税区). */
  codeOf(list: string, text: string): string | undefined
  nameOf(list: string, code: string): string | undefined
  /** All codes of a list, for drop-downs; empty for a list that is not known. */
  entries(list: string): readonly { readonly code: string; readonly name: string }[]
}

/** A single value of a part, at whatever depth of groups. */
export interface SheetField extends Titled {
  readonly schema: TSchema
  /** Member names from the line (or the head) down to the value; as JSON pointer it is `pointer`. */
  readonly path: readonly string[]
  /** The value, and every group around it, must be there. */
  readonly required: boolean
}

/** A part of a content with its place in the workbook and its values, in their order. */
export interface SheetPart extends PartLayout {
  readonly words: Words
  /** The content must have this part. */
  readonly required: boolean
  readonly fields: readonly SheetField[]
  /** The field that a column name or label means. */
  readonly fieldOf: TitleIndex<SheetField>
  /** The name under which a field is written. */
  readonly titleOf: (field: SheetField) => string
  /** Groups that must be there, outermost first, so that what is missing in them is told field by field. */
  readonly groups: readonly (readonly string[])[]
}

/** Sheets that `template` and `markedBook` add, and that an import passes over in silence. */
export const codeSheet = '代码'
export const findingSheet = '问题'

/** Puts a layout over a content schema. @throws Error where they do not fit: a fault of the definition, not of a user */
export function partsOf(schema: TSchema, layout: Layout): SheetPart[] {
  const members = membersOf(schema)
  return layout.map((place) => {
    const member = members?.[place.part]
    const body = member && (place.form === 'table' ? itemsOf(member) : member)
    const words = member && wordsOf(member)
    if (!body || !words || !membersOf(body) || place.sheet.length === 0) {
      throw new Error(`layout: "${place.part}" is no ${place.form === 'table' ? 'list' : 'group'} of the content`)
    }
    const fields: SheetField[] = []
    const groups: string[][] = []
    collect(body, [], '', true, fields, groups)
    const fieldOf = titleIndex(fields)
    const titles = new Map(
      fields.map((field) => [
        field,
        titlesOf(field)
          .flat()
          .find((title) => fieldOf(title) === field) ?? '',
      ]),
    )
    const titleOf = (field: SheetField) => titles.get(field) ?? ''
    return { ...place, words, required: requiredOf(schema).includes(place.part), fields, fieldOf, titleOf, groups }
  })
}

function collect(
  group: TSchema,
  path: readonly string[],
  around: string,
  required: boolean,
  fields: SheetField[],
  groups: string[][],
) {
  for (const [name, schema] of Object.entries(membersOf(group) ?? {})) {
    const here = [...path, name]
    const must = required && requiredOf(group).includes(name)
    const meta = metaOf(schema)
    if (meta) {
      fields.push({ schema, meta, path: here, pointer: pointerOf(here), around, required: must })
    } else if (membersOf(schema)) {
      if (must) groups.push(here)
      collect(schema, here, around + (wordsOf(schema)?.zh ?? ''), must, fields, groups)
    } else throw new Error(`layout: the list "${pointerOf(here)}" cannot stand in one sheet with what is around it`)
  }
}

const pointerOf = (path: readonly string[]) => path.map((name) => `/${name}`).join('')

/** The value of a field in a line or head of wire JSON; undefined where it, or a group around it, is missing. */
export function valueAt(body: unknown, path: readonly string[]): unknown {
  let value = body
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value
}
