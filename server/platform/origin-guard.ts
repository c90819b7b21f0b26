import type { IncomingHttpHeaders } from 'node:http'

type Asked = { readonly method?: string | undefined; readonly url?: string | undefined; readonly headers: IncomingHttpHeaders }

export type OriginGuard = {
  /** Why the request is refused, or null. Used for HTTP, and for Socket.IO's `allowRequest` (CORS does not cover WebSocket). */
  readonly refusal: (request: Asked) => 'foreign_host' | 'foreign_origin' | 'cross_site' | null
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

/**
 * Keeps other sites' pages out: the Host must be one of our own names (a page that rebinds its DNS name to 127.0.0.1 still sends its own),
 * an Origin must be the very host and port asked, and a browser's note that the fetch comes from elsewhere is believed.
 * A plain link from another site to a page is allowed. `host` is the address listened on.
 */
export function createOriginGuard(host: string): OriginGuard {
  const names = new Set([...loopbackNames, host.includes(':') ? `[${host}]` : host.toLowerCase()])
  return {
    refusal: ({ method = 'GET', url = '/', headers }) => {
      const asked = parseHost(headers.host)
      if (!asked || !names.has(asked.hostname)) return 'foreign_host'
      if (headers.origin !== undefined && !isSameOrigin(headers.origin, headers.host)) return 'foreign_origin'
      const isChange = !['GET', 'HEAD', 'OPTIONS'].includes(method) || headers.upgrade !== undefined
      if (isChange && headers.origin === undefined && headers.cookie !== undefined) return 'foreign_origin'
      const site = headers['sec-fetch-site']
      if (site === undefined || site === 'same-origin' || site === 'none') return null
      return isPageVisit(method, url, headers) ? null : 'cross_site'
    },
  }
}

/** The hosts last asked for: few, and asked for by every request. */
const parsedHosts = new Map<string, URL | null>()
const mostParsedHosts = 64

function parseHost(host: string | undefined): URL | null {
  if (host === undefined) return null
  const known = parsedHosts.get(host)
  if (known !== undefined) return known
  const parsed = readHost(host)
  if (parsedHosts.size >= mostParsedHosts) parsedHosts.clear()
  parsedHosts.set(host, parsed)
  return parsed
}

function readHost(host: string): URL | null {
  if (/[\s/@?#\\]/.test(host) || !URL.canParse(`http://${host}`)) return null
  return new URL(`http://${host}`)
}

function isSameOrigin(origin: string, host: string | undefined): boolean {
  if (!URL.canParse(origin)) return false
  const { protocol, host: from } = new URL(origin)
  return (protocol === 'http:' || protocol === 'https:') && from === parseHost(host)?.host
}

/** Someone follows a link from a message or another site: a page opens, nothing is read by that site. */
const isPageVisit = (method: string, url: string, headers: IncomingHttpHeaders): boolean =>
  method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document' && !url.startsWith('/api/v')
