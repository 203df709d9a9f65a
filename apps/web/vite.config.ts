import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const pdf = fileURLToPath(new URL('../../node_modules/pdfjs-dist/', import.meta.url))

/** What PDF.js reads when a file needs it: character maps of Chinese fonts, fonts, decoders of scans; not its script engine. */
const partsOfPdf: Plugin = {
  name: 'parts-of-pdf',
  generateBundle() {
    const { version } = JSON.parse(readFileSync(`${pdf}package.json`, 'utf8'))
    for (const folder of ['cmaps', 'standard_fonts', 'wasm', 'iccs'])
      for (const name of readdirSync(pdf + folder))
        if (!/^quickjs|LICENSE_QUICKJS/.test(name))
          this.emitFile({
            type: 'asset',
            fileName: `assets/pdf-${version}/${name}`,
            source: readFileSync(`${pdf}${folder}/${name}`),
          })
  },
}

export default defineConfig({
  plugins: [partsOfPdf],
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
