import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Rolldown } from 'vite'
import { build } from 'vite'
import { beforeAll, expect, test, vi } from 'vitest'

/** What the page makes a browser fetch, in kB as the server sends them (gzip). A bound is raised only by someone who says what for:
 * 510 → 518 for the search, which must be there when Ctrl K is pressed. */
const bounds = { firstScript: 95, firstPicture: 518, styles: 40 }

let files: readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[] = []
beforeAll(async () => {
  // As tools/lib/build.mjs builds: the test runner's own setting would bring in the libraries' development forms.
  vi.stubEnv('NODE_ENV', 'production')
  const built = await build({ configFile: join(import.meta.dirname, '../../vite.config.ts'), logLevel: 'error', build: { write: false } })
  vi.unstubAllEnvs()
  files = 'output' in built ? built.output : []
}, 120_000)

const contentOf = (name: string): string | Uint8Array => {
  const file = files.find(({ fileName }) => fileName === name)
  if (!file) throw new Error(`the page names ${name}, which was not built`)
  return file.type === 'chunk' ? file.code : file.source
}
const kilobytes = (names: readonly string[]): number => names.reduce((sum, name) => sum + gzipSync(contentOf(name), { level: 9 }).length, 0) / 1000

/** A script and all that it imports, directly or not. */
function withImports(name: string): string[] {
  const chunk = files.find(({ fileName }) => fileName === name)
  return chunk?.type === 'chunk' ? [name, ...chunk.imports.flatMap(withImports)] : [name]
}

/** The files that the page asks for by tags of the given form. */
const namedBy = (tag: RegExp): string[] => [...String(contentOf('index.html')).matchAll(tag)].map(([, address = '']) => address.slice(1))
const script = /<script type="module"[^>]* src="([^"]+)"/g
const preload = /<link rel="modulepreload"[^>]* href="([^"]+)"/g
const style = /<link rel="stylesheet"[^>]* href="([^"]+)"/g

test('the script that opens the page stays small', () => {
  const [entry = ''] = namedBy(script)
  expect(kilobytes([...new Set(withImports(entry))])).toBeLessThan(bounds.firstScript)
})

test('all scripts of the first picture stay within their bound', () => {
  const named = [...namedBy(script), ...namedBy(preload)]
  const scene = files.find((file) => file.type === 'chunk' && file.facadeModuleId?.endsWith('client/scene/scene.tsx'))
  expect(kilobytes([...new Set([...named, ...withImports(scene?.fileName ?? '')])])).toBeLessThan(bounds.firstPicture)
})

test('what is asked for from the first line needs nothing that is not, and the scene waits until it is known that it can draw', () => {
  const named = [...namedBy(script), ...namedBy(preload)]
  for (const name of named) expect(withImports(name).filter((needed) => !named.includes(needed))).toEqual([])
  expect(named.filter((name) => name.includes('scene-'))).toEqual([])
})

test('the styles of the first line stay within their bound', () => {
  expect(kilobytes(namedBy(style))).toBeLessThan(bounds.styles)
})
