import type { Place } from './range.ts'

/** More hits than this are not counted: nobody walks through them, and the count says so. */
export const mostHits = 10_000

/** 查找. Places whose shown text holds the words, in reading order, any case. */
export function findPlaces(
  rows: number,
  columns: number,
  shown: (row: number, column: number) => string,
  words: string,
): Place[] {
  const found: Place[] = []
  const wanted = words.toLowerCase()
  if (wanted === '') return found
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (!shown(row, column).toLowerCase().includes(wanted)) continue
      found.push({ row, column })
      if (found.length === mostHits) return found
    }
  }
  return found
}

const isAfter = (one: Place, other: Place) =>
  one.row > other.row || (one.row === other.row && one.column > other.column)

/** Which of some places in reading order comes next after a cell, or before it; past the end the first again. -1 without any. */
export function nextPlace(places: readonly Place[], from: Place | undefined, isBack: boolean): number {
  if (places.length === 0) return -1
  if (!from) return isBack ? places.length - 1 : 0
  const at = isBack
    ? places.findLastIndex((place) => isAfter(from, place))
    : places.findIndex((place) => isAfter(place, from))
  return at >= 0 ? at : isBack ? places.length - 1 : 0
}
