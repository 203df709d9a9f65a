import { useEffect, useRef } from 'react'

/** A page that goes away leaves the cell that is being written: what was typed in it is given on. */
export function useLeaving(leave: () => void): void {
  const latest = useRef(leave)
  latest.current = leave
  useEffect(() => {
    const act = () => latest.current()
    addEventListener('pagehide', act)
    return () => removeEventListener('pagehide', act)
  }, [])
}
