import { common } from '../words/common.ts'
import { useWords } from '../words/words.ts'

export function Missing() {
  const words = useWords(common)
  return (
    <div className="card empty">
      <h1>{words.notFound}</h1>
      <p>{words.notFoundWhy}</p>
    </div>
  )
}
