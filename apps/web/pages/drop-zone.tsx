import { type DragEvent, useRef, useState } from 'react'
import { pageWords } from '../words/pages.ts'
import { useWords } from '../words/words.ts'

/** 拖放区. Takes files by drop, by click or by the keyboard: workbooks, where nothing else is said. */
export function DropZone({
  onFile,
  label,
  accept = '.xlsx',
}: {
  readonly onFile: (file: File) => void
  readonly label?: string
  readonly accept?: string
}) {
  const words = useWords(pageWords)
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    for (const file of event.dataTransfer.files) onFile(file)
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        aria-label={words.file}
        onChange={({ target }) => {
          for (const file of target.files ?? []) onFile(file)
          // The same file may be chosen again: an upload goes on that way.
          target.value = ''
        }}
      />
      <button
        type="button"
        className={isOver ? 'drop over' : 'drop'}
        onClick={() => input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={dropped}
      >
        <span aria-hidden="true">↑</span> {label ?? words.drop}
      </button>
    </>
  )
}
