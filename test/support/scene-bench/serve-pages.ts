import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build, type Plugin } from 'vite'

const kinds: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
}

export type BenchPages = { readonly url: string; stop(): void }

/**
 * Builds one page per script as the product's own page is built, and serves them gzipped from a folder that goes with
 * `stop`. Isolated from other origins, so that the browser's clock tells microseconds. `modules`: where packages are
 * looked for that the project does not have.
 */
export async function servePages(scripts: Readonly<Record<string, string>>, modules?: string): Promise<BenchPages> {
  const source = mkdtempSync(join(tmpdir(), 'linli-bench-page-'))
  const out = join(source, 'out')
  const entries: Record<string, string> = {}
  for (const [name, script] of Object.entries(scripts)) {
    entries[name] = join(source, `${name}.html`)
    writeFileSync(
      entries[name],
      `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>${name}</title><style>html,body{margin:0;height:100%;overflow:hidden}</style><body><script type="module" src="/@fs${script}"></script>`,
    )
  }
  process.env.NODE_ENV = 'production'
  await build({
    configFile: false,
    root: source,
    logLevel: 'error',
    build: { outDir: out, target: 'esnext', chunkSizeWarningLimit: 20_000, rollupOptions: { input: entries } },
    plugins: modules === undefined ? [] : [lookIn(modules)],
  })
  const server = createServer((request, response) => {
    const path = join(out, new URL(request.url ?? '/', 'http://bench').pathname)
    try {
      const content = gzipSync(readFileSync(path))
      response.writeHead(200, {
        'content-type': kinds[extname(path)] ?? 'application/octet-stream',
        'content-encoding': 'gzip',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
      })
      response.end(content)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The bench pages have no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop() {
      server.close()
      server.closeAllConnections()
      rmSync(source, { recursive: true, force: true })
    },
  }
}

/** Finds packages that the project does not have in another folder of modules. */
const lookIn = (modules: string): Plugin => ({
  name: 'linli-bench-modules',
  enforce: 'pre',
  resolveId(source, importer) {
    const isPeer = /^@(xeokit|cesium|deck\.gl|luma\.gl)\//.test(source) && importer?.startsWith(modules) === false
    return isPeer ? this.resolve(source, join(modules, '../peer.js'), { skipSelf: true }) : null
  },
})
