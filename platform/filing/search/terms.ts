import { initialsOf } from '@jiamao/kernel/initials'

/** 检索词. Where a search may begin in a text: pure, the same for what is kept and for what is asked. */

// Longer than any number of a document; the rest of a long name tells nothing more.
const longest = 24
const most = 200
const tails = [4, 5, 6]

/** A text as it is compared: one form for full and half width, one case, punctuation gone. */
export const comparable = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** All that is found of texts, as it is compared: what stands in them, and the pinyin initials (拼音首字母) of Chinese. */
export const searchText = (texts: readonly string[]): string =>
  comparable([...texts, ...texts.filter((text) => [...text].some(isHan)).map(initialsOf)].join(' '))

const isHan = (char: string) => /\p{Script=Han}/u.test(char)

/**
 * All beginnings of a text: every Chinese character, the start of every other word, and the last four to six characters
 * of a long number, which is what people remember of it. Then the same by pinyin initials, two letters at least.
 */
export function termsOf(texts: readonly string[]): string[] {
  const terms = new Set<string>()
  const words = texts.flatMap((text) => comparable(text).split(' '))
  for (const word of words) addBeginnings(word, terms)
  for (const word of words) addInitials(word, terms)
  return [...terms].slice(0, most)
}

function addBeginnings(word: string, terms: Set<string>): void {
  const chars = [...word]
  for (const [at, char] of chars.entries()) {
    const begins = at === 0 || isHan(char) || isHan(chars[at - 1])
    if (begins) terms.add(chars.slice(at, at + longest).join(''))
  }
  if (chars.length >= 8 && /^[\dA-Z]*\d$/.test(word)) for (const n of tails) terms.add(word.slice(-n))
}

function addInitials(word: string, terms: Set<string>): void {
  const chars = [...word]
  if (!chars.some(isHan)) return
  for (const [at, char] of chars.entries())
    if ((at === 0 || isHan(char)) && at < chars.length - 1)
      terms.add(initialsOf(chars.slice(at, at + longest).join('')))
}

/** The words of a search, the longest first: that one is looked up, the others narrow what it finds. */
export const wordsOf = (query: string): string[] =>
  comparable(query)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => [...word].slice(0, longest).join(''))
    .sort((a, b) => b.length - a.length)
    .slice(0, 6)

/** The first text after all that begin with this one, in the order of code points. */
export const endOf = (word: string): string => `${word}\u{10FFFF}`
