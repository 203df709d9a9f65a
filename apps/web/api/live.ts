/** 实时. What changes on the server changes here, without reload; nobody is kept signed in by it. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Whether changes are being heard: what is asked again and again is then asked seldom. */
export const hearing = { isOpen: false }

// A burst of changes is one reading.
const gatherMs = 400

/** Hears changes while the page is looked at: a browser has few connections, and what nobody sees need not be told. */
export function useLive(): void {
  const queries = useQueryClient()
  useEffect(() => {
    let stream: Stream | undefined
    let isAgain = false
    const turn = () => {
      if (document.visibilityState === 'visible') {
        stream ??= openStream(queries, isAgain)
        isAgain = true
      } else {
        stream?.close()
        stream = undefined
      }
    }
    turn()
    document.addEventListener('visibilitychange', turn)
    return () => {
      document.removeEventListener('visibilitychange', turn)
      stream?.close()
    }
  }, [queries])
}

interface Stream {
  close(): void
}

/** @param isAgain the page was not looked at for a while: what changed meanwhile is read anew */
function openStream(queries: QueryClient, isAgain: boolean): Stream {
  const source = new EventSource('/api/v1/events')
  const changed = gathered(queries)
  source.addEventListener('open', () => {
    hearing.isOpen = true
    if (isAgain) changed.all()
  })
  source.addEventListener('error', () => {
    hearing.isOpen = false
  })
  source.addEventListener('filing', ({ data }) => changed.filing(JSON.parse(data).id))
  source.addEventListener('desk', () => changed.desk())
  source.addEventListener('reset', () => changed.all())
  source.addEventListener('end', () => {
    source.close()
    void queries.resetQueries({ queryKey: ['session'] })
  })
  return {
    close: () => {
      hearing.isOpen = false
      source.close()
      changed.forget()
    },
  }
}

const lists = ['desk', 'filings', 'tasks', 'notices']

/** Reads again what changed, once for all that changed within a moment. */
function gathered(queries: QueryClient) {
  const keys = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const read = () => {
    timer = undefined
    const wanted = [...keys]
    keys.clear()
    for (const key of wanted) void queries.invalidateQueries({ queryKey: key.split(' ') })
  }
  const add = (...more: readonly string[]) => {
    for (const key of more) keys.add(key)
    timer ??= setTimeout(read, gatherMs)
  }
  return {
    filing: (id: string) => add(`filing ${id}`, ...lists),
    desk: () => add('desk', 'tasks', 'notices'),
    all: () => add('filing', ...lists),
    forget: () => clearTimeout(timer),
  }
}
