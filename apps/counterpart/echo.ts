import { readTable } from '@jiamao/data'
import { isFault } from '@jiamao/kernel/numbers'
import { readDate } from '@jiamao/kernel/time'

type Texts = { readonly [element: string]: string | undefined }

const fields = new Map<string, ReadonlyMap<string, string>>()
for (const { message, path_from_message_node: path, element, type } of readTable('messages/gg2-customs-side-xsd')) {
  const group = path.slice(0, path.lastIndexOf('/'))
  if (!/^(INV201|INV211|EML211|EML221)$/.test(message) || group === '') continue
  fields.set(group, new Map(fields.get(group)).set(element, type))
}

/** What customs fills in itself, whatever the enterprise wrote there. */
const ownElements = new Set([
  'bondInvtNo',
  'emlNo',
  'invtIochkptStucd',
  'vrfdedMarkcd',
  'prevdTime',
  'formalVrfdedTime',
  'entryNo',
  'modfMarkcd',
])

/**
 * What the enterprise filed, said back in customs' spelling (messages §1): the elements that both sides know, days in
 * customs' form. What the receipt's table would not take is left out.
 *
 * @param group path in the schemas of 2017, such as `INV201/BondInvtDt`
 */
export function echo(filed: Texts | undefined, group: string): Record<string, string> {
  const known = fields.get(group)
  if (!known) throw new Error(`no group ${group}`)
  const said: Record<string, string> = {}
  for (const [name, value] of Object.entries(filed ?? {})) {
    const theirs = name[0].toLowerCase() + name.slice(1)
    const type = known.get(theirs)
    const text = type === undefined || value === undefined || ownElements.has(theirs) ? undefined : inForm(type, value)
    if (text !== undefined) said[theirs] = text
  }
  return said
}

function inForm(type: string, value: string): string | undefined {
  if (type !== 'Date' && type !== 'DateTime') return value
  const day = readDate(value)
  if (isFault(day)) return undefined
  return type === 'Date' ? day : `${day} 00:00:00`
}
