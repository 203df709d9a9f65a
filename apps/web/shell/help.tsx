import { Button } from 'antd'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useKeySwitch, usePageKeys } from '../parts/keys.ts'
import { common } from '../words/common.ts'
import { useWords } from '../words/words.ts'

const Panel = lazy(async () => ({ default: (await import('./help-panel.tsx')).HelpPanel }))

/** 帮助. At the same place on every page (3.2.6); F1 always, ? where single keys are on. */
export function Help() {
  const words = useWords(common)
  const [isOpen, setOpen] = useState(false)
  const [areKeysOn] = useKeySwitch()
  usePageKeys(areKeysOn ? { '?': () => setOpen(true) } : none)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'F1') return
      event.preventDefault()
      setOpen(true)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
  return (
    <>
      <Button type="text" aria-label={words.help} aria-keyshortcuts="F1" title="F1" onClick={() => setOpen(true)}>
        ?
      </Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <Panel onEnd={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}

const none = {}
