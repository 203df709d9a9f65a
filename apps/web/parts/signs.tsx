import { parties, states, type Tone, verdicts } from '../words/common.ts'
import { useLanguage } from '../words/words.ts'

/** Text on tint, light and dark (workbench §5): each pair keeps the contrast that its table names. */
const tones: Record<Tone, string> = {
  red: 'tone-red',
  orange: 'tone-orange',
  violet: 'tone-violet',
  teal: 'tone-teal',
  amber: 'tone-amber',
  green: 'tone-green',
  blue: 'tone-blue',
  grey: 'tone-grey',
}

interface Signed {
  readonly zh: string
  readonly en: string
  readonly sign: string
  readonly tone: Tone
}

/** A state in colour, sign and word. */
export function Sign({ of, known }: { readonly of: string; readonly known: Readonly<Record<string, Signed>> }) {
  const language = useLanguage()
  const { tone, sign, ...words } = known[of] ?? { zh: of, en: of, sign: '·', tone: 'grey' as const }
  return (
    <span className={`tag ${tones[tone]}`}>
      <span aria-hidden="true">{sign}</span>
      {words[language]}
    </span>
  )
}
export const StateTag = ({ state }: { readonly state: string }) => <Sign of={state} known={states} />
export const VerdictTag = ({ effect }: { readonly effect: string }) => <Sign of={effect} known={verdicts} />

/** 部门字. One character for a party; its name is said to those who do not see it. */
export function PartyGlyph({ party, bare = false }: { readonly party: string; readonly bare?: boolean }) {
  const language = useLanguage()
  const { glyph = { zh: party, en: party }, ...words } = parties[party] ?? { zh: party, en: party }
  return bare ? (
    <span className="glyph" aria-hidden="true">
      {glyph[language]}
    </span>
  ) : (
    <span className="glyph" role="img" aria-label={words[language]} title={words[language]}>
      {glyph[language]}
    </span>
  )
}
