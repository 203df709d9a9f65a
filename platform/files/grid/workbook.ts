import { posix } from 'node:path'
import { limits } from '../limits.ts'
import type { Archive } from '../receive/archive.ts'
import { refusalOfZip } from '../receive/seen.ts'
import { broken, macros, tooMany } from '../refusals.ts'
import { attributeOf, readXml } from './xml.ts'

/** The parts of a workbook by their names in the archive. */
export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean; readonly part: string }[]
  readonly strings: string | undefined
  readonly styles: string | undefined
  /** Serial days count from 1 January 1904. */
  readonly from1904: boolean
}

interface Relation {
  /** Last segment of the type: Strict and Transitional OOXML differ before it. */
  readonly type: string
  readonly part: string
}

/**
 * Reads which sheets a workbook has, and where they lie.
 *
 * @throws FILE_NOT_WORKBOOK for any other archive, FILE_MACROS, FILE_TOO_MANY for sheets, FILE_BROKEN
 */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  refuseMacros(archive.names)
  if (!archive.has('[Content_Types].xml') || archive.has('xl/workbook.bin')) throw refusalOfZip(archive.has)
  const roots = await relationsOf(archive, '')
  const main = Array.from(roots.values()).find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml'
  if (!archive.has(main)) throw refusalOfZip(archive.has)
  const { root, from1904, sheets } = await readMain(archive, main)
  if (root !== 'workbook') throw refusalOfZip(archive.has)
  const relations = await relationsOf(archive, main)
  const part = (type: string) => {
    const found = Array.from(relations.values()).find((relation) => relation.type === type)
    return found && archive.has(found.part) ? found.part : undefined
  }
  return {
    from1904,
    strings: part('sharedStrings'),
    styles: part('styles'),
    sheets: sheets.flatMap(({ id, name, hidden }) => {
      const relation = relations.get(id)
      if (!relation) throw broken({ place: main, reason: `sheet ${name.slice(0, 31)}` })
      return relation.type === 'worksheet' ? [{ name, hidden, part: relation.part }] : [] // charts have no cells
    }),
  }
}

function refuseMacros(names: readonly string[]) {
  const part = names.find((name) => /(^|\/)vbaproject\.bin$|(^|\/)macrosheets\//i.test(name))
  if (part !== undefined) throw macros({ part: part.slice(0, 80) })
}

async function readMain(archive: Archive, part: string) {
  const sheets: { id: string; name: string; hidden: boolean }[] = []
  let root: string | undefined
  let from1904 = false
  await readXml(part, archive.bytes(part), {
    open(name, attributes) {
      root ??= name
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributeOf(attributes, 'date1904') ?? '')
      if (name !== 'sheet') return
      if (sheets.length >= limits.sheets) {
        throw tooMany({ what: '工作表', whatEn: 'Sheets', count: sheets.length + 1, max: limits.sheets })
      }
      sheets.push({
        id: attributeOf(attributes, 'id') ?? '',
        name: attributeOf(attributes, 'name') ?? '',
        hidden: (attributeOf(attributes, 'state') ?? 'visible') !== 'visible',
      })
    },
  })
  return { root, from1904, sheets }
}

/** The relations of a part, or of the package (`''`), by id. Targets outside the package are left out: nothing is fetched. */
async function relationsOf(archive: Archive, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part)
  const rels = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  const relations = new Map<string, Relation>()
  if (!archive.has(rels)) return relations
  await readXml(rels, archive.bytes(rels), {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes.TargetMode === 'External') return
      const target = attributeOf(attributes, 'Target') ?? ''
      relations.set(attributeOf(attributes, 'Id') ?? '', {
        type: (attributeOf(attributes, 'Type') ?? '').replace(/^.*\//, ''),
        part: posix.join('/', target.startsWith('/') ? '' : folder, target).slice(1),
      })
    },
  })
  return relations
}
