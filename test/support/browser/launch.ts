import { type Browser, chromium } from '@playwright/test'

/** Chromium as the end-to-end tests use it: WebGL by the processor, nothing fetched from outside. */
export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.LINLI_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--disable-quic',
    ],
  })
