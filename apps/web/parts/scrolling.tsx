import type { ReactNode } from 'react'

/** What is wider or longer than its place, by its name: it scrolls in itself, and the keyboard reaches it. */
export function Scrolling({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="scroll" tabIndex={0} aria-label={name}>
      {children}
    </section>
  )
}
