// First: what the libraries write into the page asks its policy from the beginning.
import './trusted-types.ts'
import { createRoot } from 'react-dom/client'
import { watchPresence } from './api/presence.ts'
import { App } from './app.tsx'
import './theme/page.css'

watchPresence()
const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
// Characters of the page are drawn first by the machine's own font; ours comes in slices afterwards.
const later = globalThis.requestIdleCallback ?? setTimeout
later(() => void import('./theme/font.ts'))
