import { escaped, escapedAttribute } from './xml-text.ts'

/** Pieces held apart at most: millions of small ones would take fifty times the memory of their text. */
const mostPieces = 4096

/** An element copied as text while it is read: local names, Canonical XML's escapes, an end tag for each start. */
export class RawElement {
  #text = ''
  readonly #pieces: string[] = []
  readonly #names: string[] = []

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#names.push(name)
    let tag = `<${name}`
    for (const [key, value] of Object.entries(attributes)) {
      // Prefixes are dropped, so their declarations would only mislead.
      if (key !== 'xmlns' && !key.includes(':')) tag += ` ${key}="${escapedAttribute(value)}"`
    }
    this.#add(`${tag}>`)
  }

  text(text: string): void {
    this.#add(escaped(text))
  }

  close(): void {
    this.#add(`</${this.#names.pop()}>`)
  }

  xml(): string {
    return this.#text + this.#pieces.join('')
  }

  #add(piece: string): void {
    if (this.#pieces.push(piece) < mostPieces) return
    this.#text += this.#pieces.join('')
    this.#pieces.length = 0
  }
}
