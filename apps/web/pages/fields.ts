import type { Described } from '../api/queries.ts'

/** A single field of a part, with its way down from the part. */
export interface Field {
  readonly path: readonly string[]
  readonly field: Described
  /** The group that it stands in, where it is not the part itself. */
  readonly of?: Described
}

export function fieldsOf(described: Described, path: readonly string[] = [], of?: Described): Field[] {
  return Object.entries(described.members ?? {}).flatMap(([name, field]) =>
    field.members ? fieldsOf(field, [...path, name], field) : [{ path: [...path, name], field, ...(of ? { of } : {}) }],
  )
}

const figures = ['quantity', 'amount', 'consumption', 'percent', 'rate', 'whole']
/** 数字栏: aligned right, and pasted without thousands separators. */
export const isFigure = (field: Described | undefined): boolean => figures.includes(field?.kind ?? '')

/** The code lists that a part names. */
export const listsOf = (described: Described): string[] => [
  ...new Set(fieldsOf(described.line ?? described).flatMap(({ field }) => field.list ?? [])),
]
