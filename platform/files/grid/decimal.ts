// Excel computes in binary and writes up to 17 digits; 15 of them are the figure, the rest is the binary's shadow.
const digits15 = 15
const plain = /^-?\d+(?:\.\d+)?$/
const scientific = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,4}))?$/

/**
 * The figure that a number cell holds, as exact decimal text: rounded to 15 significant digits, half away from zero, as
 * Excel shows it; exponents written out. `1.1000000000000001` → `1.1`, `1E-5` → `0.00001`. No binary float is involved.
 *
 * @returns undefined where the text is not a number, or has an exponent that no cell can hold
 */
export function decimalOf(text: string): string | undefined {
  if (text.length <= digits15 && plain.test(text)) return text
  const match = scientific.exec(text)
  if (!match || match[2] + match[3] === '') return undefined
  const exponent = +(match[4] ?? '0')
  if (Math.abs(exponent) > 308) return undefined
  const all = match[2] + match[3]
  const leading = /^0*/.exec(all)?.[0].length ?? 0
  const digits = roundTo15(all.slice(leading))
  // Digits before the point; rounding 9.99… up makes one more.
  const point = match[2].length - leading + exponent + digits.carried
  const figure = withPoint(digits.text, point)
  return match[1] === '-' && figure !== '0' ? `-${figure}` : figure
}

function roundTo15(digits: string): { text: string; carried: number } {
  if (digits.length <= digits15) return { text: digits, carried: 0 }
  const kept = digits.slice(0, digits15)
  if (digits[digits15] < '5') return { text: kept, carried: 0 }
  const up = (BigInt(kept) + 1n).toString()
  return { text: up, carried: up.length - digits15 }
}

function withPoint(digits: string, point: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0'
  const fraction = (point >= 0 ? digits.slice(point) : '0'.repeat(-point) + digits).replace(/0+$/, '')
  const lean = whole.replace(/^0+(?=\d)/, '')
  return fraction === '' ? lean : `${lean}.${fraction}`
}

/** A decimal text times 100, exactly: what a cell with a percent format shows. */
export function hundredfold(text: string): string {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [undefined, '', text]
  return sign + withPoint(whole + fraction.padEnd(2, '0'), whole.length + 2)
}
