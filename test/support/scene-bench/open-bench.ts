import { type Browser, chromium, type Page } from '@playwright/test'
import type { Measured } from './measure.ts'

/** Chromium that tells memory and collects it when asked. */
export const launchBench = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.LINLI_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--enable-precise-memory-info',
      '--js-flags=--expose-gc',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
    ],
  })

/** Opens a page of the bench and waits until it is ready, which it is when its first frame is drawn. */
export async function openWhen(browser: Browser, url: string, isReady: () => boolean, size = { width: 1920, height: 1080 }): Promise<Page> {
  const page = await browser.newPage({ viewport: size })
  const faults: string[] = []
  page.on('pageerror', ({ message }) => faults.push(message))
  await page.goto(url)
  for (let waited = 0; waited < 600; waited += 1) {
    if (faults.length > 0) throw new Error(`${url}: ${faults.join('; ')}`)
    if (await page.evaluate(isReady)) return page
    await page.waitForTimeout(100)
  }
  throw new Error(`${url} drew nothing within a minute.`)
}

export const openBench = (browser: Browser, url: string): Promise<Page> => openWhen(browser, url, () => window.bench !== undefined)

export const measureOn = (page: Page, changes: number, frames: number): Promise<Measured | undefined> =>
  page.evaluate(([count, many]) => window.bench?.measure(count, many), [changes, frames] as const)
