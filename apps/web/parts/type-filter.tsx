import { Select } from 'antd'
import { useTypes } from '../api/queries.ts'
import { useSay } from '../words/words.ts'

/** Narrows a list to one type of filing, or to none: ''. */
export function TypeFilter(props: {
  readonly label: string
  readonly any: string
  readonly type: string
  onChoose(type: string): void
}) {
  const say = useSay()
  const types = useTypes().data?.items ?? []
  return (
    <Select
      aria-label={props.label}
      value={props.type}
      popupMatchSelectWidth={false}
      options={[{ value: '', label: props.any }, ...types.map(({ id, name }) => ({ value: id, label: say(name) }))]}
      onChange={props.onChoose}
    />
  )
}
