import { lazy, Suspense, useEffect, useState } from 'react'
import { type Means, proving } from '../api/client.ts'

const Form = lazy(async () => ({ default: (await import('./step-up-form.tsx')).StepUpForm }))

/** An act that waits for a proof of who does it. */
interface Waiting {
  readonly means: readonly Means[]
  readonly settle: (isProved: boolean) => void
}

/** 再次确认本人. Whatever the person was doing waits, is proved in place, and goes on (S2.7). */
export function StepUp() {
  const [waiting, setWaiting] = useState<Waiting>()
  useEffect(() => {
    proving.ask = (means) =>
      new Promise((settle) => {
        setWaiting((before) => {
          before?.settle(false)
          return { means, settle }
        })
      })
  }, [])
  if (!waiting) return null
  const end = (isProved: boolean) => {
    waiting.settle(isProved)
    setWaiting(undefined)
  }
  return (
    <Suspense fallback={null}>
      <Form means={waiting.means} onEnd={end} />
    </Suspense>
  )
}
