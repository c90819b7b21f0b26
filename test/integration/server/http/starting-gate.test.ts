import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startingGate } from '../../../../server/compose/starting-gate.ts'
import { createPages } from '../../../../server/platform/pages.ts'
import { serveRoutes } from '../../../support/serve-routes.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

it('a server that is still starting serves the page and its files, and asks every call to come again', async () => {
  const folder = temporaryDirectory()
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<title>page</title>')
  writeFileSync(join(folder, 'assets/main.js'), 'start()')
  const { base } = await serveRoutes([], startingGate(createPages(folder)))

  const page = await fetch(`${base}/?focus=3/5`, { headers: { accept: 'text/html' } })
  expect([page.status, await page.text()]).toEqual([200, '<title>page</title>'])
  const script = await fetch(`${base}/assets/main.js`)
  expect([script.status, await script.text()]).toEqual([200, 'start()'])

  for (const path of ['/api/v1/communities', '/api/v1/communities/xingfuli/alarms', '/metrics']) {
    const call = await fetch(`${base}${path}`, { headers: { accept: 'text/html' } })
    expect([call.status, call.headers.get('retry-after')]).toEqual([503, '1'])
    expect(await call.json()).toMatchObject({ code: 'starting' })
  }
})
