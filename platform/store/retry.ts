/** SQL states after which the whole transaction is worth another try under the same key (scale rule 8). */
const transient = /^(40001|40P01|57P0[123]|08\w{3}|25006|53300|55P03)$/
/** What the driver says when the connection itself went; the outcome of a COMMIT is then unknown. */
const lost =
  /Connection terminated|Client has encountered a connection error|ECONNRESET|ECONNREFUSED|EPIPE|ENOENT|not queryable|timeout exceeded when trying to connect/

/** Whether another try may help. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: string }
  return (code !== undefined && transient.test(code)) || lost.test(`${code} ${error.message}`)
}

/** How long to go on trying, in milliseconds: longer than a failover or a restart of the server takes. */
export const patience = 60_000

/** Runs `act` until it succeeds, fails for good, or patience ends. Waits 20 ms doubling to 1 s, each × uniform(0.5, 1). */
export async function retry<T>(act: () => Promise<T>, until = Date.now() + patience): Promise<T> {
  for (let wait = 20; ; wait = Math.min(wait * 2, 1000)) {
    try {
      return await act()
    } catch (error) {
      if (!isTransient(error) || Date.now() + wait > until) throw error
      await new Promise((go) => setTimeout(go, wait * (0.5 + Math.random() / 2)))
    }
  }
}
