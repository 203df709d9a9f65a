/** Values of a command's own options, by name. */
export type Options = Readonly<Record<string, string | undefined>>

/** A command: its words, whether it answers in JSON, and its own options. @returns exit status */
export type Command = (words: readonly string[], json: boolean, options: Options) => Promise<number>
