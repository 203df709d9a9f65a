import fc from 'fast-check'

const long = Boolean(process.env.JIAMAO_LONG)

/** How often a property is tried that names a number of its own: fifty times as often by `npm run test:long`. */
export const runs = (few: number): number => (long ? few * 50 : few)

// And those that name none.
if (long) fc.configureGlobal({ numRuns: runs(100) })
