// The first character of each letter in the order of pinyin; no syllable begins with I, U or V.
const letters = [
  ...[...'ABCDEFGHJKLMNOPQRSTWXYZ'].map((letter, at) => ({
    letter,
    from: [...'阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀'][at],
  })),
]
const order = new Intl.Collator('zh-u-co-pinyin')
const known = new Map<string, string>()

/** Pinyin initials (拼音首字母) of a text: 东莞样例 → DGYL. Other characters stand for themselves. */
export const initialsOf = (text: string): string => [...text].map(initialOf).join('').toUpperCase()

function initialOf(char: string): string {
  if (!/\p{Script=Han}/u.test(char)) return char
  // A few thousand characters occur, in millions of names: each is compared with the letters once.
  const found = known.get(char) ?? letters.findLast(({ from }) => order.compare(from, char) <= 0)?.letter ?? ''
  known.set(char, found)
  return found
}
