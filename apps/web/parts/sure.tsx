import { Button } from 'antd'

/** What an act does that cannot be taken back, said before it is done. */
export function Sure({
  text,
  act,
  cancel,
  disabled = false,
  onAct,
  onCancel,
}: {
  readonly text: string
  readonly act: string
  readonly cancel: string
  readonly disabled?: boolean
  onAct(): void
  onCancel(): void
}) {
  return (
    <div className="line" style={{ marginTop: 8, flexWrap: 'wrap' }}>
      <span className="grow">{text}</span>
      <Button size="small" type="primary" disabled={disabled} onClick={onAct}>
        {act}
      </Button>
      <Button size="small" onClick={onCancel}>
        {cancel}
      </Button>
    </div>
  )
}
