import { expect, test } from 'vitest'
import { messages } from './messages.ts'
import type { Group, Part } from './parts.ts'

/** Names as a union, in lines of at most 118 characters. */
function union(names: readonly string[]): string {
  const lines = ['']
  for (const name of names) {
    const next = `${lines.at(-1)}'${name}' | `
    if (next.length <= 116) lines[lines.length - 1] = next
    else lines.push(`'${name}' | `)
  }
  return lines
    .map((line) => `  ${line.trimEnd()}`)
    .join('\n')
    .replace(/ \|$/, '')
}

const fieldNames = (parts: readonly Part[]) => parts.filter((part) => part.role === 'field').map((part) => part.name)

/** Elements of the body itself: those in wraps, without the envelope's. */
function bodyParts(parts: readonly Part[]): Part[] {
  return parts
    .filter((part) => part.name !== 'EnvelopInfo' && part.name !== 'PocketInfo')
    .flatMap((part) => (part.role === 'wrap' ? bodyParts(part.parts) : part.role === 'fixed' ? [] : [part]))
}

function source(): string {
  const groups = new Map<string, string>()
  const texts = new Map<string, string>()
  const typeOf = (group: Group, message: string): string => {
    const names = union(fieldNames(group.parts))
    const known = texts.get(names)
    if (known !== undefined) return known
    const name = groups.has(group.name) ? `${message}${group.name}` : group.name
    groups.set(name, names)
    texts.set(names, name)
    return name
  }
  const bodies = Object.entries(messages).map(([message, { document }]) => {
    const members = bodyParts([document.root]).map((part) => {
      if (part.role !== 'group') return `    readonly ${part.name}?: string`
      const type = typeOf(part, message)
      return `    readonly ${part.name}?: ${part.many ? `readonly ${type}[]` : type}`
    })
    return `  ${message}: {\n${members.join('\n')}\n  }`
  })
  const types = [...groups].map(([name, names]) => `type ${name} = Texts<\n${names}\n>`)
  return [
    '// Written by bodies.test.ts from the field tables; change those, then run the test with -u.',
    '// biome-ignore-all format: as dense as the tables.',
    "import type { Texts } from './frame.ts'",
    '',
    ...types,
    '',
    '/** What each message holds, by the elements of its table; what says nothing is absent. */',
    'export interface Bodies {',
    ...bodies,
    '}',
    '',
  ].join('\n')
}

test('the types of bodies are those of the field tables', async () => {
  await expect(source()).toMatchFileSnapshot('./bodies.ts')
})
