import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { fetchEarly } from './tools/lib/fetch-early.mjs'

const server = process.env.LINLI_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  root: 'client',
  publicDir: 'public',
  plugins: [react(), fetchEarly(['client/app/shell.tsx', 'client/app/open-twin.ts'])],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    // Content-Security-Policy forbids data: scripts; small fonts stay files so that they are cached.
    assetsInlineLimit: 0,
    // three's renderer is one piece of 0.5 MB and more; what the page may weigh is kept by test/contract/page-weight.test.ts.
    chunkSizeWarningLimit: 1000,
  },
  server: { proxy: { '/api': server, '/socket.io': { target: server, ws: true } } },
  test: {
    root: '.',
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'test/bench/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
