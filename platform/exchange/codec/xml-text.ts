/** Nothing to escape and nothing that XML cannot hold: most texts, found in one pass. */
const notPlain = /[^ -%'-;=?-\ud7ff\ue000-\ufffd]/
const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' }
const unholdable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u

/** Whether a text is written as it is. */
export const isPlain = (text: string): boolean => !notPlain.test(text)

/** Whether XML 1.0 can hold the text: no control characters but tab and line ends, no half surrogate pair. */
export const holdable = (text: string): boolean => !unholdable.test(text)

/** A text as element content, in the form of Canonical XML, so that signed and written bytes agree. */
export const escaped = (text: string): string =>
  isPlain(text) ? text : text.replace(/[&<>\r]/g, (character) => references[character])

/** A text as an attribute's value between double quotes, in the form of Canonical XML. */
export const escapedAttribute = (text: string): string =>
  text.replace(/[&<"\t\n\r]/g, (character) => {
    if (character === '"') return '&quot;'
    if (character === '\t') return '&#x9;'
    return character === '\n' ? '&#xA;' : references[character]
  })

export const xmlHeader = '<?xml version="1.0" encoding="UTF-8"?>\n'
