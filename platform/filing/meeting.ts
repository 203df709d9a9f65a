/** 两人同改. What a save that comes late meets: who changed the draft since, and where the two differ from what both began with. */

import { itemsOf, listMetaOf, membersOf, wordsOf } from '@jiamao/kernel/fields'
import type { Uuid } from '@jiamao/kernel/ids'
import { type Divergence, merge } from '@jiamao/kernel/merge'
import { Problem } from '@jiamao/kernel/problem'
import type { Words } from '@jiamao/kernel/words'
import type { TSchema } from 'typebox'
import type { Tx } from '../store/index.ts'
import { draftThen } from './draft-edits.ts'
import { changedMeanwhile } from './problems.ts'

type Wire = Record<string, unknown>

interface Late {
  readonly enterprise: Uuid
  readonly id: Uuid
  /** What it is now, and what the late save saw. */
  readonly revision: number
  readonly expected: number
  readonly content: Wire
  readonly schema: TSchema
  /** Makes of what it saw what it wants. */
  edit(before: Wire): Wire
}

// A person chooses among some dozens; who changed more reads both and compares.
const mostItems = 200

/** The refusal of a late save, with the difference by field: those of both first. Nothing of it is written. */
export async function meetingOf(tx: Tx, late: Late): Promise<Problem> {
  const { expected, revision, content, schema } = late
  const then = await draftThen(tx, late, content, expected)
  const mine = then.content && attempted(() => late.edit(then.content as Wire))
  const told = { revision, since: then.since }
  if (!mine) return changedMeanwhile({ expected, revision }, { more: { ...told, differences: null } })
  const { divergences } = merge(then.content, mine, content, keysOf(schema))
  const by = Map.groupBy(divergences, (one) => one.by)
  const [both, own, theirs] = (['both', 'mine', 'theirs'] as const).map((who) => by.get(who) ?? [])
  const items = [...both, ...own, ...theirs].slice(0, mostItems).map((one) => shown(schema, one))
  const counts = { both: both.length, mine: own.length, theirs: theirs.length }
  return changedMeanwhile({ expected, revision }, { more: { ...told, differences: { ...counts, items } } })
}

/** Changes that did not fit what they were made of have no meaning to compare. */
function attempted(edit: () => Wire): Wire | undefined {
  try {
    return edit()
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

/** The fields that name the lines of a content's lists. */
const keysOf = (schema: TSchema): Record<string, string> =>
  Object.fromEntries(
    Object.entries(membersOf(schema) ?? {}).flatMap(([part, list]) => {
      const key = listMetaOf(list)?.key
      return key === undefined ? [] : [[part, key]]
    }),
  )

/** A difference in words: the part, the line by its name, the field; a whole line says only that it differs. */
function shown(schema: TSchema, { by, part, line, path, base, mine, theirs }: Divergence) {
  const whole = membersOf(schema)?.[part]
  const inner = whole && (line === undefined ? whole : itemsOf(whole))
  const field = inner && path.reduce<TSchema | undefined>((at, name) => at && membersOf(at)?.[name], inner)
  const values = { base: base ?? null, mine: mine ?? null, theirs: theirs ?? null }
  return {
    by,
    part,
    ...(line === undefined ? {} : { line }),
    path,
    partName: namesOf(whole, part),
    fieldName: path.length === 0 ? null : namesOf(field, path.join(' · ')),
    ...values,
  }
}

function namesOf(schema: TSchema | undefined, otherwise: string): Words {
  const { zh, en } = (schema && wordsOf(schema)) ?? { zh: otherwise, en: otherwise }
  return { zh, en }
}
