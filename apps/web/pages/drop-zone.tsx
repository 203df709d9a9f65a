import { type DragEvent, useEffect, useRef, useState } from 'react'
import { pageWords } from '../words/pages.ts'
import { useWords } from '../words/words.ts'

interface Given {
  readonly onFile: (file: File) => void
  readonly label?: string
  readonly accept?: string
  /** Takes what is dropped or pasted anywhere on the page. */
  readonly anywhere?: boolean
}

/** 拖放区. Takes files by drop, by click or by the keyboard: workbooks, where nothing else is said. */
export function DropZone({ onFile, label, accept = '.xlsx', anywhere = false }: Given) {
  const words = useWords(pageWords)
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    for (const file of event.dataTransfer.files) onFile(file)
  }
  useEffect(() => {
    if (!anywhere) return
    const take = (event: Event, files: FileList | undefined) => {
      const [file] = files ?? []
      if (!file || event.defaultPrevented) return
      event.preventDefault()
      onFile(file)
    }
    const drop = (event: globalThis.DragEvent) => take(event, event.dataTransfer?.files)
    const paste = (event: ClipboardEvent) => take(event, event.clipboardData?.files)
    const over = (event: Event) => event.preventDefault()
    addEventListener('dragover', over)
    addEventListener('drop', drop)
    addEventListener('paste', paste)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('drop', drop)
      removeEventListener('paste', paste)
    }
  }, [anywhere, onFile])
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
        <span aria-hidden="true">↑</span> {label ?? (anywhere ? words.dropAnywhere : words.drop)}
      </button>
    </>
  )
}
