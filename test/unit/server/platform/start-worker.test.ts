import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { startWorker } from '../../../../server/platform/start-worker.ts'

const answer = (directory: string): Promise<unknown> => {
  const worker = startWorker('double', pathToFileURL(join(directory, 'caller.ts')).href, 21)
  return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject))
}

it('runs a thread from its source where nothing is built', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'linli-worker-'))
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}')
  writeFileSync(
    join(directory, 'double.ts'),
    `import { parentPort, workerData } from 'node:worker_threads'\nconst n: number = workerData\nparentPort?.postMessage(n * 2)`,
  )
  expect(await answer(directory)).toBe(42)
})

it('prefers the built file', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'linli-worker-'))
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}')
  writeFileSync(join(directory, 'double.js'), `import { parentPort } from 'node:worker_threads'\nparentPort.postMessage('built')`)
  expect(await answer(directory)).toBe('built')
})
