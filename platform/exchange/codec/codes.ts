import { type Row, readTable } from '@jiamao/data'
import type { Fault } from '@jiamao/kernel/numbers'
import { defineProblem, type ProblemMaker } from '@jiamao/kernel/problem'
import { quoted } from '@jiamao/kernel/words'

const noCountry = defineProblem({
  code: 'WIRE_COUNTRY',
  status: 422,
  zh: {
    title: '国别代码无对照',
    detail: '“{code}”没有唯一对应的国别代码。',
    remedy: '按海关国别代码表改正；合用代码请人工确认。',
  },
  en: {
    title: 'Country code without counterpart',
    detail: '"{code}" answers to no single country code.',
    remedy: 'Correct it by the customs list of countries; where several share a code, decide by hand.',
  },
})
const noCurrency = defineProblem({
  code: 'WIRE_CURRENCY',
  status: 422,
  zh: { title: '币制代码无对照', detail: '“{code}”没有对应的币制代码。', remedy: '改用海关币制代码表中的币制申报。' },
  en: {
    title: 'Currency code without counterpart',
    detail: '"{code}" answers to no currency code.',
    remedy: 'Declare in a currency of the customs list.',
  },
})

/** Both ways between letters (ISO, used by us and by declarations) and the old digits of checklists (code-lists, top). */
function bothWays(toWire: ReadonlyMap<string, string>, toLetters: ReadonlyMap<string, string>, fault: ProblemMaker) {
  const lookUp = (table: ReadonlyMap<string, string>) => (code: string) =>
    table.get(code) ?? { fault, values: { code: quoted(code) } }
  const write: (letters: string) => string | Fault = lookUp(toWire)
  const read: (digits: string) => string | Fault = lookUp(toLetters)
  return Object.assign(write, { read })
}

const countries = readTable('code-lists/country')
const oldCountries = new Map(readTable('code-lists/country-2009-with-old-code').map((row) => [row.code, row.name]))

/**
 * The one country that an old code is read as. Several territories were declared under a collective code, whose own letters
 * begin with Z; a dependent one under its state's, which is the list of 2009's name for the code. 449 has neither: no answer.
 */
function mainCountry(sharing: readonly Row[]): Row | undefined {
  if (sharing.length === 1) return sharing[0]
  const collective = sharing.find((row) => row.code_iso3.startsWith('Z'))
  return collective ?? sharing.find((row) => row.name_zh === oldCountries.get(row.old_customs_code))
}

const countryByDigits = [...Map.groupBy(countries, (row) => row.old_customs_code)].flatMap(([digits, sharing]) => {
  const main = mainCountry(sharing)
  return main ? [[digits, main.code_iso3] as const] : []
})

/** A country as checklists write it: `CHN` → `142`; `.read` the other way. A code outside the list is a fault. */
export const wireCountry = bothWays(
  new Map(countries.map((row) => [row.code_iso3, row.old_customs_code])),
  new Map(countryByDigits),
  noCountry,
)

const currencies = readTable('code-lists/currency')

/** A currency as checklists write it: `USD` → `502`; `.read` the other way. A code outside the list is a fault. */
export const wireCurrency = bothWays(
  new Map(currencies.map((row) => [row.code, row.old_customs_code])),
  new Map(currencies.map((row) => [row.old_customs_code, row.code])),
  noCurrency,
)
