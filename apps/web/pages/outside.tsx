import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { comeBack, isLinking } from '../api/outside.ts'
import { Fault } from '../parts/waiting.tsx'
import { outsideWords } from '../words/outside.ts'
import { useWords } from '../words/words.ts'

/** Where the provider sends browsers back to. What it says is told to the server once, and the page before is there again. */
export function OutsidePage() {
  const words = useWords(outsideWords)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [query] = useSearchParams()
  const { error, mutate } = useMutation({
    mutationFn: () => comeBack(query),
    onSuccess: async (from) => {
      await queries.resetQueries({ queryKey: ['session'] })
      await navigate(from, { replace: true })
    },
  })
  const isTold = useRef(false)
  useEffect(() => {
    if (isTold.current) return
    isTold.current = true
    mutate()
  }, [mutate])
  return (
    <main className="signin card stack">
      <h1>{error ? words.notDone : `${words.returning}…`}</h1>
      <Fault error={error} />
      {error ? (
        <a href={isLinking(query) ? '/account' : '/desk'}>{isLinking(query) ? words.toAccount : words.toSignIn}</a>
      ) : null}
    </main>
  )
}
