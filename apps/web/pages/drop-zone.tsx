import { type DragEvent, useRef, useState } from 'react'
import { pageWords } from '../words/pages.ts'
import { useWords } from '../words/words.ts'

/** 拖放区. Takes a file by drop, by click or by the keyboard. */
export function DropZone({ onFile }: { readonly onFile: (file: File) => void }) {
  const words = useWords(pageWords)
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) onFile(file)
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".xlsx"
        hidden
        aria-label={words.file}
        onChange={({ target }) => target.files?.[0] && onFile(target.files[0])}
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
        <span aria-hidden="true">↑</span> {words.drop}
      </button>
    </>
  )
}
