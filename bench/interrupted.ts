/**
 * Undoes something when the bench is interrupted (Ctrl-C, or its parent went) before it ends.
 *
 * @returns forgets it again: to be called once it was undone in the ordinary way
 */
export function whenInterrupted(undo: () => Promise<unknown>): () => void {
  const end = () => void undo().finally(() => process.exit(130))
  for (const event of events) process.once(event, end)
  return () => {
    for (const event of events) process.off(event, end)
  }
}

const events = ['SIGINT', 'SIGTERM', 'disconnect'] as const
