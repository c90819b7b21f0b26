import { type Browser, type BrowserContextOptions, expect, type Page } from '@playwright/test'
import type { SceneReport } from '../../../client/scene/introspection.ts'
import { tourKey } from '../../../client/state/tour.ts'
import type { BuiltServer } from '../built-server.ts'
import type { Box } from './picture.ts'

export type OpenedPage = {
  readonly page: Page
  /** Errors of the console and the page, violations of its security policy, and requests to other hosts: none is allowed. */
  readonly faults: readonly string[]
  readonly goto: (address: string) => Promise<void>
}

/** The part of a picture of 960 × 540 that no panel covers. */
export const sceneBox: Box = { x: 240, y: 66, width: 345, height: 380 }

/** A new page on the server, watched for faults. While `allowsOutage`, failures to reach the server, and its 503 while it restores itself (also in place of a style sheet), are none. */
export async function openPage(
  browser: Browser,
  server: BuiltServer,
  options: BrowserContextOptions & { readonly allowsOutage?: boolean; readonly isFirstVisit?: boolean } = {},
): Promise<OpenedPage> {
  const { allowsOutage = false, isFirstVisit = false, ...context } = options
  const page = await browser.newPage({ viewport: { width: 960, height: 540 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...context })
  // A machine that knows the product: the tour is offered where a test asks for a new one.
  if (!isFirstVisit) await page.addInitScript((key) => localStorage.setItem(key, JSON.stringify({ offered: true, step: 0 })), tourKey)
  const faults: string[] = []
  page.on('pageerror', ({ message }) => faults.push(`page: ${message}`))
  page.on('console', (message) => {
    if (
      message.type() === 'error' &&
      !(allowsOutage && /net::ERR_|WebSocket|status of 503|Refused to apply style .* because its MIME type .*problem/.test(message.text()))
    )
      faults.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (['http:', 'https:', 'ws:', 'wss:'].includes(protocol) && host !== `127.0.0.1:${server.port}`) faults.push(`request: ${request.url()}`)
  })
  await page.exposeFunction('tellViolation', (words: string) => faults.push(`policy: ${words}`))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile, lineNumber, columnNumber }) => {
      const tell: unknown = Reflect.get(window, 'tellViolation')
      if (typeof tell === 'function') tell(`${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}:${columnNumber}`)
    })
  })
  const goto = async (address: string): Promise<void> => {
    await page.goto(`${server.url}${address}`)
    // Not waitForFunction: it evaluates text inside the page, which the page's own policy forbids.
    await expect.poll(() => page.evaluate(() => window.linliScene?.ready === true), { timeout: 60_000, intervals: [100] }).toBe(true)
  }
  return { page, faults, goto }
}

type Value<Read> = Read extends (scene: SceneReport) => infer Result ? Result : never

/** Reads one thing of the scene's own account. `read` runs in the page: it sees nothing but its argument. */
export const readScene = <Read extends (scene: SceneReport) => unknown>(page: Page, read: Read): Promise<Value<Read>> =>
  page.evaluate(`(${read.toString()})(window.linliScene)`)

/** Waits until the scene's own account is as asked; `isSo` runs in the page with `argument`. */
export async function untilScene<Argument>(page: Page, isSo: (scene: SceneReport, argument: Argument) => boolean, argument: Argument): Promise<void> {
  const asked = `(${isSo.toString()})(window.linliScene, ${JSON.stringify(argument)})`
  await expect.poll(() => page.evaluate(asked), { message: asked, timeout: 60_000, intervals: [100] }).toBe(true)
}

/** Where a place of the model is in the picture. */
export const placeOnScreen = (page: Page, place: readonly [number, number, number]): Promise<{ x: number; y: number }> =>
  page.evaluate(([east, north, up]) => window.linliScene?.onScreen(east, north, up) ?? { x: Number.NaN, y: Number.NaN }, place)
