/** Why a command ends: 1 it ran and something is not as it should be, 2 wrong usage or not reachable. */
export class CommandFault extends Error {
  readonly status: 1 | 2

  constructor(status: 1 | 2, message: string) {
    super(message)
    this.status = status
  }
}
