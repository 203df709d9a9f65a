import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Select } from 'antd'
import { ask } from '../api/client.ts'
import { endedKey, useActingFor, useMandateEnded } from '../api/mandates.ts'
import { mandateWords } from '../words/mandates.ts'
import { useWords } from '../words/words.ts'

/** 代理办理. The switch between one's own organisation and those that gave it a mandate; both names stand in the bar. */
export function ActingFor() {
  const words = useWords(mandateWords)
  const queries = useQueryClient()
  const acting = useActingFor().data
  const change = useMutation({
    mutationFn: (enterprise: string | null) => ask('/session/acting-for', { method: 'PUT', body: { enterprise } }),
    onSuccess: () => queries.resetQueries(),
  })
  if (!acting || (acting.items.length === 0 && !acting.now)) return null
  const own = ''
  return (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      aria-label={words.whom}
      style={{ minWidth: 190 }}
      loading={change.isPending}
      value={acting.now?.enterprise ?? own}
      options={[
        { value: own, label: words.self },
        ...acting.items.map(({ enterprise, name }) => ({ value: enterprise, label: `${words.actingFor} ${name}` })),
      ]}
      onChange={(value) => change.mutate(value === own ? null : value)}
    />
  )
}

/** Says once that the mandate has ended under which somebody was at work. */
export function MandateEnded() {
  const words = useWords(mandateWords)
  const queries = useQueryClient()
  if (!useMandateEnded()) return null
  return (
    <Alert
      type="warning"
      role="alert"
      title={words.endedNow}
      closable={{ onClose: () => queries.setQueryData(endedKey, false) }}
      style={{ marginBottom: 12 }}
    />
  )
}
