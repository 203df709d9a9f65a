import { defineConfig } from 'vite'

export default defineConfig({
  build: {
    assetsInlineLimit: 0,
    outDir: '../../out/web',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1_200,
  },
  // JSX by the compiler that vite brings; nothing is loaded from elsewhere.
  oxc: { jsx: { runtime: 'automatic' } },
})
