import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'out/**', 'var/**'],
    globals: false,
    globalSetup: ['tests/servers.ts'],
    setupFiles: ['tests/big-numbers.ts'],
    // Processes, not threads: a test may set its time zone or kill what it started without touching its neighbours.
    pool: 'forks',
    fileParallelism: true,
    testTimeout: process.env.JIAMAO_LONG ? 600_000 : 30_000,
    hookTimeout: 60_000,
  },
})
