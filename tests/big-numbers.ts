import fc from 'fast-check'

const long = Boolean(process.env.JIAMAO_LONG)

/** How often a property is tried that names a number of its own: fifty times as often by `npm run test:long`. */
export const runs = (few: number): number => (long ? few * 50 : few)

/** All of a big list by `npm run test:long`, every so many-th of it else: always the same ones. */
export const slice = <T>(all: readonly T[], every: number): readonly T[] =>
  long ? all : all.filter((_, i) => (i * 2_654_435_761) % 2 ** 32 < 2 ** 32 / every)

// And those that name none.
if (long) fc.configureGlobal({ numRuns: runs(100) })
