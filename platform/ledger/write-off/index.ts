/** 核销. What must be left of every material of a book, exact to the last digit, and why (R4). Pure: no I/O. */
export { convert } from './convert.ts'
export { type RecipeColumns, type Recipes, recipesFrom } from './recipes.ts'
export { linesOf, shownRows } from './shown.ts'
export { isInShortOverRange, stocktake } from './stocktake.ts'
export { type Lines, type Totals, totalsOf } from './totals.ts'
export { unitConsumption } from './unit-consumption.ts'
export { chooseVersion } from './versions.ts'
export { type WriteOff, writeOff } from './write-off.ts'
