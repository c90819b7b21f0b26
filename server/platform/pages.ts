import { existsSync, readdirSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import express, { type Request, type RequestHandler, type Response, type Router } from 'express'

const compress = promisify(gzip)
const compressible = new Set(['.html', '.js', '.css', '.svg', '.json', '.wasm', '.txt', '.glb'])
const notPages = /^\/(api|socket\.io|live|assets|write|ping|metrics)(\/|$)/

type PageFile = { readonly path: string; readonly isHashed: boolean; gzipped?: Promise<Buffer> }

/**
 * Serves the built page from `folder`. The files are listed once, so that no path can lead elsewhere. What has a hash in its name is kept by
 * browsers for a year. An address without a file is the page itself, so that deep links work; but only where a person navigates.
 */
export function createPages(folder: string): Router {
  const files = listFiles(folder)
  const router = express.Router()
  const serve: RequestHandler = (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next()
    const file = files.get(request.path) ?? (isNavigation(request) ? files.get('/index.html') : undefined)
    if (!file) return next()
    return sendFile(file, request, response)
  }
  router.use(serve)
  return router
}

const isNavigation = ({ path, headers }: Request): boolean =>
  path === '/' || (!notPages.test(path) && extname(path) === '' && (headers.accept ?? '').includes('text/html'))

async function sendFile(file: PageFile, request: Request, response: Response): Promise<void> {
  response.set('cache-control', file.isHashed ? 'public, max-age=31536000, immutable' : 'no-cache').set('vary', 'Accept-Encoding')
  const isSmaller = compressible.has(extname(file.path)) && request.headers.range === undefined && request.acceptsEncodings('gzip') === 'gzip'
  if (!isSmaller) {
    response.sendFile(file.path, { cacheControl: false, dotfiles: 'allow' })
    return
  }
  file.gzipped ??= readFile(file.path).then((bytes) => compress(bytes, { level: 9 }))
  const body = await file.gzipped
  response.type(extname(file.path)).set('content-encoding', 'gzip').set('content-length', String(body.length))
  response.end(request.method === 'HEAD' ? undefined : body)
}

function listFiles(folder: string): Map<string, PageFile> {
  const files = new Map<string, PageFile>()
  if (!existsSync(folder)) return files
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name)
    if (!statSync(path).isFile()) continue
    const address = `/${name.replaceAll('\\', '/')}`
    files.set(address, { path, isHashed: address.startsWith('/assets/') })
  }
  return files
}
