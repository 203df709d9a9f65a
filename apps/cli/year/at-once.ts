/** Does all, at most `most` at the same time. The first failure ends it, when those under way have ended. */
export async function atOnce<T>(items: readonly T[], most: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values()
  let failed: unknown
  const worker = async () => {
    for (const item of waiting) {
      if (failed !== undefined) return
      await work(item).catch((error: unknown) => {
        failed ??= error
      })
    }
  }
  await Promise.all(Array.from({ length: most }, worker))
  if (failed !== undefined) throw failed
}
