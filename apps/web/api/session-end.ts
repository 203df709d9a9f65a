import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ask, Problem } from './client.ts'

/** When the session ends, as the server counts: how long from now, so that the two clocks need not agree. */
interface SessionEnd {
  readonly seconds: number
  /** Whether it ends whatever one does: its whole time is over. */
  readonly isWhole: boolean
}

/** So long before the end one is asked (workbench §7). */
const warnSeconds = 120
const askAgainMs = 5_000

/** What is shown before the end: by this page's own steady clock. */
export interface Warning {
  readonly endsAtMs: number
  readonly isWhole: boolean
}

/**
 * Watches for the end of the session. The server alone knows it, for all pages of the browser; a page that stays tells the
 * others at once, and what they ask meanwhile tells them in any case.
 */
export function useSessionEnd() {
  const queries = useQueryClient()
  const [warning, setWarning] = useState<Warning>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const others = useRef<BroadcastChannel>(undefined)

  const look = useCallback(async () => {
    clearTimeout(timer.current)
    const again = (ms: number) => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void look(), ms)
    }
    try {
      const { seconds, isWhole } = await ask<SessionEnd>('/session/end')
      const isNear = seconds <= warnSeconds
      // Only a near end is shown, and what is shown does not jump by the way of an answer.
      setWarning((before) => {
        if (!isNear) return undefined
        const endsAtMs = performance.now() + seconds * 1_000
        const isSame = before && before.isWhole === isWhole && Math.abs(before.endsAtMs - endsAtMs) < 1_500
        return isSame ? before : { endsAtMs, isWhole }
      })
      again(isNear ? Math.min(askAgainMs, Math.max(seconds, 0.5) * 1_000) : (seconds - warnSeconds) * 1_000)
    } catch (error) {
      if (error instanceof Problem && error.code === 'NOT_SIGNED_IN') {
        setWarning(undefined)
        await queries.resetQueries({ queryKey: ['session'] })
      } else again(askAgainMs)
    }
  }, [queries])

  useEffect(() => {
    const channel = new BroadcastChannel('session')
    others.current = channel
    channel.addEventListener('message', () => void look())
    const seen = () => {
      if (document.visibilityState === 'visible') void look()
    }
    document.addEventListener('visibilitychange', seen)
    void look()
    return () => {
      clearTimeout(timer.current)
      channel.close()
      document.removeEventListener('visibilitychange', seen)
    }
  }, [look])

  /** Any request but a quiet one keeps a session awake. */
  const stay = async () => {
    await ask('/session')
    others.current?.postMessage('stays')
    await look()
  }
  return { warning, stay }
}
