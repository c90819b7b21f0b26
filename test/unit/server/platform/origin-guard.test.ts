import { expect, it } from 'vitest'
import { createOriginGuard } from '../../../../server/platform/origin-guard.ts'

const guard = createOriginGuard('127.0.0.1')
const own = { host: '127.0.0.1:8080' }
const ask = (headers: Record<string, string>, method = 'GET', url = '/api/v1/health') => guard.refusal({ method, url, headers })

it('lets programs and the own page in', () => {
  expect(ask(own)).toBeNull()
  expect(ask(own, 'POST')).toBeNull()
  expect(ask({ ...own, origin: 'http://127.0.0.1:8080', 'sec-fetch-site': 'same-origin' }, 'POST')).toBeNull()
  expect(ask({ host: 'localhost:8080', origin: 'http://localhost:8080' }, 'POST')).toBeNull()
  expect(ask({ host: '[::1]:8080' })).toBeNull()
})

it('refuses every Host that is not one of its own names', () => {
  for (const host of [
    'evil.example',
    'evil.example:8080',
    '127.0.0.1.evil.example:8080',
    'localhost.evil.example',
    '10.0.0.1:8080',
    'a@127.0.0.1',
    '127.0.0.1:8080/x',
    '',
    '127.0.0.1 evil',
  ])
    expect([host, ask({ host })]).toEqual([host, 'foreign_host'])
  expect(ask({})).toBe('foreign_host')
})

it('refuses every Origin but the very host and port asked', () => {
  for (const origin of [
    'https://evil.example',
    'null',
    'http://127.0.0.1:3000',
    'http://localhost:8080',
    'file://',
    'http://127.0.0.1:8080.evil.example',
    'not an origin',
  ])
    expect([origin, ask({ ...own, origin })]).toEqual([origin, 'foreign_origin'])
})

it('refuses a change or a WebSocket with a cookie and no Origin', () => {
  expect(ask({ ...own, cookie: 'a=1' })).toBeNull()
  expect(ask({ ...own, cookie: 'a=1' }, 'POST')).toBe('foreign_origin')
  expect(ask({ ...own, cookie: 'a=1', upgrade: 'websocket' })).toBe('foreign_origin')
  expect(ask({ ...own, origin: 'https://evil.example', upgrade: 'websocket' })).toBe('foreign_origin')
})

it('believes the browser that a fetch comes from elsewhere, and lets only a followed link to a page in', () => {
  const link = { ...own, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  expect(ask({ ...own, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' })).toBe('cross_site')
  expect(ask({ ...own, 'sec-fetch-site': 'same-site' })).toBe('cross_site')
  expect(ask(link, 'GET', '/homes/3-2-501')).toBeNull()
  expect(ask(link, 'GET', '/api/docs')).toBeNull()
  expect(ask(link, 'GET', '/api/v1/communities')).toBe('cross_site')
  expect(ask(link, 'POST', '/')).toBe('cross_site')
  expect(ask({ ...link, 'sec-fetch-dest': 'iframe' }, 'GET', '/')).toBe('cross_site')
})
