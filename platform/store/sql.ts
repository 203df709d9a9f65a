import { createHash } from 'node:crypto'

/** A statement, or a piece of one, whose values are bound and never become part of its text (S8.8). */
export interface Sql {
  readonly text: string
  readonly values: readonly unknown[]
}

class Statement implements Sql {
  readonly text: string
  readonly values: readonly unknown[]
  constructor(text: string, values: readonly unknown[]) {
    this.text = text
    this.values = values
  }
}

/**
 * A statement as a template: `` sql`select … where id = ${id}` ``. A value is bound; another piece of `sql` is set in
 * with its own values. There is no way to set in plain text but `name`.
 */
export function sql(strings: TemplateStringsArray, ...parts: readonly unknown[]): Sql {
  let text = strings[0]
  const values: unknown[] = []
  for (const [i, part] of parts.entries()) {
    if (part instanceof Statement) {
      const shift = values.length
      text += part.text.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + shift}`)
      values.push(...part.values)
    } else text += `$${values.push(part)}`
    text += strings[i + 1]
  }
  return new Statement(text, values)
}

/** A name of ours (table, column) as a piece of a statement. @throws Error for anything but a plain name */
export function name(identifier: string): Sql {
  if (!/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/.test(identifier)) throw new Error(`not a plain name: ${identifier}`)
  return new Statement(
    identifier
      .split('.')
      .map((part) => `"${part}"`)
      .join('.'),
    [],
  )
}

/** A field's name, in its own spelling, as the name of a result column. @throws Error for anything but letters and digits */
export function quoted(field: string): Sql {
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(field)) throw new Error(`not a field name: ${field}`)
  return new Statement(`"${field}"`, [])
}

/** Pieces with a separator between them. */
export function join(pieces: readonly Sql[], separator: ', ' | ' and ' | ' union all '): Sql {
  const values: unknown[] = []
  const texts = pieces.map((piece) => {
    const shift = values.length
    values.push(...piece.values)
    return piece.text.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + shift}`)
  })
  return new Statement(texts.join(separator), values)
}

const names = new Map<string, string>()

/** The name under which a statement's text is prepared once per connection: the texts are ours and few. */
export function preparedName(text: string): string {
  const known = names.get(text)
  if (known) return known
  const made = createHash('sha256').update(text).digest('base64url').slice(0, 24)
  names.set(text, made)
  return made
}
