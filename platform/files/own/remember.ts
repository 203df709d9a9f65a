import type { Uuid } from '@jiamao/kernel/ids'
import type { Moment } from '@jiamao/kernel/time'
import { rows, run, sql, type Tx } from '../../store/index.ts'
import type { KeptMapping } from './mapping.ts'

/** Who said something about a firm's own sheets, and when. */
export interface SaidBy {
  readonly enterprise: Uuid
  readonly person: Uuid
  readonly at: Moment
}

/** A word of a firm's own, and the code that it means. */
export interface OwnWord {
  readonly list: string
  readonly word: string
  readonly code: string
}

/** The mappings of a firm for the sheets of these fingerprints. */
export const readMappings = (tx: Tx, enterprise: Uuid, type: string, fingerprints: readonly string[]) =>
  rows<KeptMapping & { readonly at: Moment }>(
    tx,
    sql`
    select fingerprint, part, shift, columns, at from sheet_mapping
     where enterprise_id = ${enterprise} and type = ${type} and fingerprint = any (${fingerprints}::text[])`,
  )

/** Remembers mappings; what was said before about the same sheets is forgotten. */
export const keepMappings = (tx: Tx, by: SaidBy, type: string, kept: readonly KeptMapping[]) =>
  run(
    tx,
    sql`
    insert into sheet_mapping (enterprise_id, type, fingerprint, part, shift, columns, by_person, at)
      select ${by.enterprise}, ${type}, k.fingerprint, k.part, k.shift, k.columns, ${by.person}, ${by.at}
        from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as k(fingerprint text, part text, shift int, columns jsonb)
    on conflict (enterprise_id, type, fingerprint) do update
       set part = excluded.part, shift = excluded.shift, columns = excluded.columns, by_person = excluded.by_person, at = excluded.at`,
  )

/** All words that a firm has explained. */
export const readWords = (tx: Tx, enterprise: Uuid) =>
  rows<OwnWord>(
    tx,
    sql`select list, word, code from sheet_word where enterprise_id = ${enterprise} order by list, word`,
  )

/** Remembers what words mean. */
export const keepWords = (tx: Tx, by: SaidBy, words: readonly OwnWord[]) =>
  run(
    tx,
    sql`
    insert into sheet_word (enterprise_id, list, word, code, by_person, at)
      select ${by.enterprise}, w.list, w.word, w.code, ${by.person}, ${by.at}
        from jsonb_to_recordset(${JSON.stringify(words)}::jsonb) as w(list text, word text, code text)
    on conflict (enterprise_id, list, word) do update set code = excluded.code, by_person = excluded.by_person, at = excluded.at`,
  )
