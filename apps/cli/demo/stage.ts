import type { Words } from '@jiamao/kernel/words'
import { language } from '../api.ts'
import { CommandFault } from '../failure.ts'
import { print, widthOf } from '../print.ts'

/** What a step shows for itself: numbers, receipts, balances. */
export type Evidence = Readonly<Record<string, unknown>>

/** Where the demo's steps are shown: lines for people, or one JSON object a line for scripts. */
export class Stage {
  readonly #json: boolean
  readonly #live = process.stdout.isTTY === true
  #steps = 0
  #doing = ''
  #width = 0

  constructor(json: boolean) {
    this.#json = json
  }

  get steps(): number {
    return this.#steps
  }

  /** Says what is being waited for, on a terminal only. */
  wait(text: string): void {
    if (this.#json || !this.#live) return
    const line = `… ${this.#doing} · ${text}`
    process.stdout.write(`\r${line}${' '.repeat(Math.max(0, this.#width - widthOf(line)))}`)
    this.#width = widthOf(line)
  }

  /** Runs a step and shows its evidence. @throws CommandFault where the step did not reach its state: the demo ends */
  async step<T>(name: string, title: Words, act: () => Promise<readonly [Evidence, T]>): Promise<T> {
    const began = performance.now()
    this.#steps++
    this.#doing = title[language()]
    const ms = () => Math.round(performance.now() - began)
    this.wait('')
    try {
      const [evidence, result] = await act()
      this.#show(name, 'ok', evidence, ms())
      return result
    } catch (error) {
      const { message } = error as Error
      this.#show(name, 'failed', { error: message }, ms())
      throw error instanceof CommandFault ? error : new CommandFault(1, message)
    }
  }

  #show(step: string, state: 'ok' | 'failed', evidence: Evidence, ms: number) {
    if (this.#json) {
      print(JSON.stringify({ step, title: this.#doing, state, evidence, ms }))
      return
    }
    if (this.#live) process.stdout.write(`\r${' '.repeat(this.#width)}\r`)
    print(`${state === 'ok' ? '✓' : '✗'} ${String(this.#steps).padStart(2)}  ${this.#doing}  (${ms} ms)`)
    for (const [key, value] of Object.entries(evidence)) {
      for (const line of linesOf(value)) print(`       ${key}: ${line}`)
    }
  }

  end(result: Evidence): void {
    if (this.#json) print(JSON.stringify(result))
  }
}

function linesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(linesOf)
  if (typeof value !== 'object' || value === null) return [String(value)]
  return [
    Object.entries(value)
      .map(([key, part]) => `${key} ${typeof part === 'object' ? JSON.stringify(part) : String(part)}`)
      .join(' · '),
  ]
}
