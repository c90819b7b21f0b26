import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'

/** Of what is made and soon forgotten, before it is swept: a third of V8's own bound, which each thread has for itself. */
const resourceLimits = { maxYoungGenerationSizeMb: 16 }

/**
 * Starts the module `name` beside the module `from` (its `import.meta.url`) in a thread of its own.
 * Built code runs the `.js`; under vitest and tsx, where only the `.ts` is there, the thread loads it through tsx.
 */
export function startWorker(name: string, from: string, workerData: unknown): Worker {
  const built = new URL(`./${name}.js`, from)
  if (existsSync(fileURLToPath(built))) return new Worker(built, { workerData, resourceLimits })
  const source = new URL(`./${name}.ts`, from).href
  const loader = new URL('./dist/esm/api/index.mjs', pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))).href
  // `--import tsx` does nothing inside a thread on Node 20; its API does.
  const start = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(source)}) })`
  return new Worker(start, { eval: true, workerData, resourceLimits, execArgv: [] })
}
