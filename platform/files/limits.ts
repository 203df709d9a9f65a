const MiB = 1024 * 1024

/** What a workbook may weigh before it is refused (S8.4). Over a limit is a problem that names limit and value. */
export const limits = {
  fileBytes: 50 * MiB,
  /** Of an attached paper, of those of one filing, and of all that an enterprise keeps. */
  paperBytes: 20 * MiB,
  papers: 200,
  /** Announced and not whole after so many days, an upload is forgotten. */
  incomingDays: 7,
  storeBytes: 20 * 1024 * MiB,
  unpackedBytes: 500 * MiB,
  /** Unpacked to packed, of one entry. Entries below `ratioFrom` cannot hurt and compress as they like. */
  ratio: 100,
  ratioFrom: MiB,
  entries: 2_000,
  sheets: 64,
  /** Of one sheet, counted to the last cell that holds something: formats down to row 1,048,576 are common and harmless. */
  rows: 200_000,
  columns: 512,
  xmlAttributes: 64,
  xmlDepth: 64,
  /** The format's own longest cell; Excel calls a book with more broken. */
  cellCharacters: 32_767,
  /** Of the thread that reads (S8.5). */
  heapMiB: 512,
  seconds: 60,
} as const
