/** A million documents in the index of a running platform: half filings, half lines of books, of two thousand enterprises. */
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import type pg from 'pg'
import { searchText, termsOf } from '../../platform/filing/search/terms.ts'

export const documents = 1_000_000
export const enterprises = 2_000
const batch = 5_000
const goods = ['精炼铜丝', '锂离子电芯', '印刷电路板', '聚酯牛津布', '环氧树脂', '塑料钮扣', '瓦楞原纸', '金属齿拉链']
const marks = ['一', '二', '三', '甲', '乙', '丙', '细', '粗', '黑', '白']

interface Made {
  readonly kind: string
  readonly title: string
  readonly texts: readonly string[]
  readonly isSeen: boolean
}

/** Every enterprise has as many filings as lines. */
const isFiling = (n: number) => Math.floor(n / enterprises) % 2 === 0

/** The n-th document: a filing that customs sees, or a line that only its owner sees. */
const made = (n: number): Made =>
  isFiling(n)
    ? {
        kind: 'filing',
        title: `进口核注清单 B-${n}`,
        texts: [`B-${String(n).padStart(8, '0')}`, `QD5207${20 + (n % 7)}I${String(n).padStart(9, '0')}`],
        isSeen: true,
      }
    : {
        kind: 'line',
        title: `${marks[n % 10]}${goods[n % 8]}`,
        texts: [`${marks[n % 10]}${goods[n % 8]}`, String(39_000_000 + (n % 9_973)), `P${n}`],
        isSeen: false,
      }

/** Fills the index as the indexer would, its keys last. @returns how many terms there are */
export async function fill(client: pg.Client, firms: readonly Uuid[], office: Uuid): Promise<number> {
  await client.query('set search_path = platform')
  const keys = await client.query<{ name: string; text: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as text from pg_index where indrelid = 'search_term'::regclass and not indisprimary`,
  )
  await client.query('alter table search_term drop constraint search_term_pkey')
  for (const { name } of keys.rows) await client.query(`drop index ${name}`)
  let terms = 0
  for (let from = 0; from < documents; from += batch) terms += await write(client, firms, office, from)
  await client.query(`set maintenance_work_mem = '512MB'`)
  await client.query('alter table search_term add primary key (enterprise_id, kind, key, viewer_id, term)')
  for (const { text } of keys.rows) await client.query(text)
  await client.query('analyze search_term')
  await client.query('analyze search_document')
  return terms
}

async function write(client: pg.Client, firms: readonly Uuid[], office: Uuid, from: number): Promise<number> {
  const shown = Array.from({ length: batch }, (_, i) => {
    const one = made(from + i)
    const firm = firms[(from + i) % firms.length]
    return { ...one, firm, key: newUuid(), viewers: one.isSeen ? [firm, office] : [firm] }
  })
  const terms = shown.flatMap(({ firm, kind, key, viewers, texts }) =>
    termsOf(texts).flatMap((term) => viewers.map((viewer) => [firm, kind, key, viewer, term] as const)),
  )
  const column = <T>(of: (one: (typeof shown)[number]) => T) => shown.map(of)
  await client.query(
    `insert into search_document
       select d.firm, d.kind, d.key, 1, jsonb_build_object('zh', d.title, 'en', d.title), '', '/filings/' || d.key, d.words,
              case when d.seen then array[d.firm, $7::uuid] else array[d.firm] end, now()
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::boolean[]) as d(firm, kind, key, title, words, seen)`,
    [
      column(({ firm }) => firm),
      column(({ kind }) => kind),
      column(({ key }) => key),
      column(({ title }) => title),
      column(({ texts }) => searchText(texts)),
      column(({ isSeen }) => isSeen),
      office,
    ],
  )
  await client.query(
    'insert into search_term select * from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[])',
    [0, 1, 2, 3, 4].map((i) => terms.map((term) => term[i])),
  )
  return terms.length
}

/** What people type, of the n-th turn: a whole number, its beginning, its last digits, a part of a name, two words. */
export function queryOf(n: number, isOffice: boolean): string {
  // A filing of the first firm, or of any for the office.
  const of = (n % (documents / enterprises / 2)) * 2 * enterprises + (isOffice ? n % enterprises : 0)
  const number = String(of).padStart(9, '0')
  const district = `QD5207${20 + (of % 7)}`
  const numbers = [`${district}I${number}`, district, number.slice(-6), `B-${number.slice(1)}`]
  const names = [goods[n % 8].slice(0, 2), `${goods[n % 8].slice(1, 3)} ${marks[n % 10]}`]
  return isOffice ? numbers[n % 4] : [...numbers, ...names][n % 6]
}
