import { itemsOf, membersOf, metaOf, requiredOf, wordsOf } from '@jiamao/kernel/fields'
import type { TSchema } from 'typebox'

type Plain = Record<string, unknown>
const sources: Readonly<Record<string, string>> = {
  o: '部门填写 · given by an agency',
  c: '平台计算 · computed',
  h: '平台已有 · filled in from what the platform holds',
}

/**
 * A content schema as a reader of the API wants it: names in both languages, ground and help as descriptions, required
 * only what the platform cannot know.
 */
export function readable(schema: object): object {
  const from = schema as TSchema
  const made = Object.fromEntries(Object.entries(from).filter(([name]) => !name.startsWith('x-'))) as Plain
  const words = wordsOf(from)
  if (words) Object.assign(made, { title: words.zh, description: describeField(from) })
  const members = membersOf(from)
  if (members) {
    made.properties = Object.fromEntries(Object.entries(members).map(([name, member]) => [name, readable(member)]))
    const own = requiredOf(from).filter((name) => isAsked(members[name]))
    if (own.length > 0) made.required = own
    else delete made.required
  }
  const items = itemsOf(from)
  if (items) made.items = readable(items)
  return made
}

function describeField(schema: TSchema): string {
  const meta = metaOf(schema)
  const choices = Object.entries(meta?.choices ?? {}).map(([value, { zh, en }]) => `${value}: ${zh} · ${en}`)
  return [
    wordsOf(schema)?.en,
    meta?.help && `${meta.help.zh} · ${meta.help.en}`,
    meta?.list && `代码表 · code list: ${meta.list}`,
    sources[(meta?.source ?? 'e')[0]],
    meta?.ground,
    ...choices,
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** Whether a sender must give it: something in it that only the enterprise knows. */
function isAsked(schema: TSchema): boolean {
  const meta = metaOf(schema)
  if (meta) return (meta.source ?? 'e') === 'e'
  const members = membersOf(schema)
  if (members) return requiredOf(schema).some((name) => isAsked(members[name]))
  const items = itemsOf(schema)
  return items ? isAsked(items) : true
}
