/** Words that people read, in both languages. Chinese first. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** What a message template is filled with: already printed, so that no figure loses its unit or digits on the way. */
export type Values = Readonly<Record<string, string | number>>

/** Fills `{name}` in a template. A name without a value is a fault of ours and throws. */
export function fill(template: string, values: Values): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`no value for {${name}} in: ${template}`)
    return String(value)
  })
}

/**
 * A user's text as a message may quote it: its first 40 characters; what a database or a screen cannot hold (control
 * characters, half a surrogate pair) stands as U+FFFD.
 */
export const quoted = (text: string): string =>
  text
    .slice(0, 40)
    .toWellFormed()
    .replace(/\p{Cc}/gu, '\ufffd')

/** Fills both languages of a template. */
export const fillWords = (words: Words, values: Values): Words => ({
  zh: fill(words.zh, values),
  en: fill(words.en, values),
})
