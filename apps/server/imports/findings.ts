import type { ProblemItem } from '@jiamao/kernel/problem'
import type { Finding, Imported, Weight } from '@jiamao/platform/files'
import type { Effect, Finding as GateFinding } from '@jiamao/platform/policy/define'

/** What was found about an imported content: by the import itself, by its shape, or by the gate. */
export interface ImportFinding extends Finding {
  /** What the gate would do about it (R8.21). */
  readonly effect?: Effect
  readonly ground?: string
}

const weights: Readonly<Record<Effect, Weight>> = {
  reject: 'fault',
  hold: 'confirm',
  explain: 'confirm',
  route: 'notice',
  warn: 'notice',
}

// A page that a person works through; what is beyond shows when these are mended.
const most = 5_000

/** All findings of an import with sheet and cell, the import's own first; a fault is told once. */
export function findingsOf(imported: Imported, judged: readonly GateFinding[]): readonly ImportFinding[] {
  const found = judged.flatMap((finding): ImportFinding[] => {
    const { check: code, effect, pointer, message, remedy, values, ground } = finding
    const item: ProblemItem = { code, pointer, message, remedy, values }
    // Faults of shape may repeat what the import said of the same cell.
    if (/^(SHAPE|KERNEL)_/.test(code)) return imported.place([item])
    return [{ ...item, weight: weights[effect], effect, ground, ...imported.cellOf(pointer) }]
  })
  return [...imported.findings, ...found].slice(0, most)
}

/** Findings of the gate as a workbook marks them: it finds the cells by the pointers. */
export const atCells = (judged: readonly GateFinding[]): readonly Finding[] =>
  judged.slice(0, most).map(({ check: code, effect, pointer, message, remedy, values }) => ({
    ...{ code, pointer, message, remedy, values },
    weight: weights[effect],
  }))
