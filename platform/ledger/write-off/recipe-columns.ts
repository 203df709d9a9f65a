/**
 * The consumption rows of a book, as columns. A *pair* is a product in one version (单耗版本); pairs stand in the order of
 * product, then version, which is the order that breaks ties in shown figures (R4.7). Unit form (R3.4) comes as
 * net := unit consumption with losses 0.
 */
export interface RecipeColumns {
  /** How many materials the book has: their indexes are 0 … materials − 1. */
  readonly materials: number
  /** [pairs + 1]: pair p has rows start[p] … start[p + 1] − 1. */
  readonly start: Int32Array
  /** [rows] index of the material. */
  readonly material: Int32Array
  /** [rows] net use (净耗), 10⁻⁹ of a material unit per product unit, ≥ 0. */
  readonly net: BigInt64Array
  /** [rows] tangible loss (有形损耗), 10⁻⁹ %. */
  readonly tangible: BigInt64Array
  /** [rows] intangible loss (无形损耗), 10⁻⁹ %. */
  readonly intangible: BigInt64Array
  /** [rows] bonded share (保税料件比例), 10⁻⁹ %, 0 … 100 %. */
  readonly share: BigInt64Array
}
