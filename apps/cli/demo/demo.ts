import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Command } from '../command.ts'
import { CommandFault } from '../failure.ts'
import { print } from '../print.ts'
import { close } from './closing.ts'
import { dispose } from './disposal.ts'
import { enter } from './entry.ts'
import { beginLife, setClock } from './life.ts'
import { move } from './movements.ts'
import { Stage } from './stage.ts'

const sample = fileURLToPath(new URL('./sample-handbook.xlsx', import.meta.url))

/**
 * 一本手册的一生. One handbook's whole life against the running server, through its public API: imported from a workbook,
 * approved, drawn down, sold, written off, closed. 0 only if every step reached its real final state.
 */
export const demo: Command = async ([workbook = sample, ...rest], json) => {
  if (rest.length > 0) throw new CommandFault(2, 'use: npx jiamao demo [WORKBOOK] [--json]')
  if (!existsSync(workbook)) throw new CommandFault(2, `there is no workbook ${workbook}`)
  const began = performance.now()
  const stage = new Stage(json)
  const life = beginLife(stage)
  let book: string | null = null
  try {
    const inForce = await enter(life, workbook)
    book = inForce.book
    await move(life, inForce)
    await dispose(life, inForce)
    await close(life, inForce)
    stage.end({ ok: true, handbook: book, steps: stage.steps })
    if (!json) print(`\n${book} · ${stage.steps} steps · ${((performance.now() - began) / 1000).toFixed(1)} s`)
    return 0
  } catch (error) {
    stage.end({ ok: false, handbook: book, steps: stage.steps, error: (error as Error).message })
    throw error
  } finally {
    // Other people work on this platform too: the day is theirs again.
    await setClock(life.operator.api, 'real').catch(() => {})
  }
}
