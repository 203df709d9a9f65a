import { Button } from 'antd'
import { common } from '../words/common.ts'
import { useWords } from '../words/words.ts'

/** A page that failed by our own fault: says what is safe, and offers another try. */
export function Broken() {
  const words = useWords(common)
  return (
    <main className="card empty" role="alert">
      <h1>{words.broken}</h1>
      <p>{words.safe}</p>
      <Button onClick={() => location.reload()}>{words.retry}</Button>
    </main>
  )
}
