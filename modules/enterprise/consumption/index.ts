export { type BookLine, type BookRow, bookConsumption, type KnownConsumption } from './book-consumption.ts'
export { versionRows, versions } from './facts.ts'
export { mergedRow } from './merge-rows.ts'
