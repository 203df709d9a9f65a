import type { LocalDate } from '@jiamao/kernel/time'

/** A consumption version (单耗版本) of one product and the days it is valid, both inside; null has no last day. */
interface Version {
  readonly version: string
  readonly validFrom: LocalDate
  readonly validTo: LocalDate | null
}

/** What a product line says about its version. `returned`: modes 4600 and 4400, both ways (R3.7). */
interface Line {
  readonly date: LocalDate
  readonly version?: string
  readonly returned?: boolean
}

/** Both hold the line: no version or several; or the named one is unknown or not valid on the line's date. */
type VersionFault = 'R3.VERSION' | 'R3.VERSION_DATE'

const isValidOn = ({ validFrom, validTo }: Version, date: LocalDate) =>
  validFrom <= date && (validTo === null || date <= validTo)

/**
 * The version a product line uses: the one it names, else the only one valid on its date (R3.6). Goods that came back
 * use the version of the export line they name, whatever its validity; naming none holds them (R3.7).
 *
 * @param versions all versions of the line's product
 */
export function chooseVersion<V extends Version>(
  versions: readonly V[],
  { date, version, returned = false }: Line,
): { readonly chosen: V } | { readonly fault: VersionFault } {
  if (version !== undefined) {
    const named = versions.find((v) => v.version === version)
    return named && (returned || isValidOn(named, date)) ? { chosen: named } : { fault: 'R3.VERSION_DATE' }
  }
  const valid = returned ? [] : versions.filter((v) => isValidOn(v, date))
  return valid.length === 1 ? { chosen: valid[0] } : { fault: 'R3.VERSION' }
}
