// npm test: everything from a bare clone. `npm test -- unit browser` runs only the named steps.
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { fail, requireNode, root, run } from './lib/run.mjs'
import { ensureSystemParts } from './lib/system-parts.mjs'

const bin = (name) => join(root, 'node_modules/.bin', name)
const report = (name) => join(tmpdir(), `linli-${process.pid}-${name}.json`)
const totals = { passed: 0, failed: 0, skipped: 0 }

async function vitest(name, folder) {
  const file = report(name)
  const code = await run(bin('vitest'), ['run', folder, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`])
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(file, 'utf8'))
  rmSync(file)
  totals.passed += numPassedTests
  totals.failed += numFailedTests
  totals.skipped += numPendingTests
  return code
}

async function browser() {
  const file = report('browser')
  const code = await run(bin('playwright'), ['test'], { env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file } })
  const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(file, 'utf8')).stats
  rmSync(file)
  totals.passed += expected + flaky
  totals.failed += unexpected
  totals.skipped += skipped
  return code
}

const steps = {
  types: () => run(bin('tsc'), ['-b']),
  lint: () => run('npm', ['run', '--silent', 'lint']),
  unit: () => vitest('unit', 'test/unit'),
  contract: () => vitest('contract', 'test/contract'),
  integration: () => vitest('integration', 'test/integration'),
  browser: async () => {
    await ensureBuilt()
    return browser()
  },
}

requireNode()
const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !(name in steps))
if (unknown) fail(`there is no test step '${unknown}': choose from ${Object.keys(steps).join(', ')}.`)
await ensureInstalled()
ensureSystemParts()
const failedSteps = []
for (const [name, step] of Object.entries(steps)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const begun = Date.now()
  const code = await step()
  process.stdout.write(`linli: ${name} ${code === 0 ? 'ok' : 'FAILED'} (${((Date.now() - begun) / 1000).toFixed(0)} s)\n`)
  if (code !== 0) failedSteps.push(name)
}
if (failedSteps.length > 0) process.stdout.write(`linli: failed: ${failedSteps.join(', ')}\n`)
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`)
process.exit(failedSteps.length === 0 ? 0 : 1)
