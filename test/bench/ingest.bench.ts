import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tellFigure } from '../support/bench-readings.ts'
import { type Load, sendOnConnections } from '../support/http-load.ts'
import { messagesPerSecond } from '../support/mqtt-load.ts'
import { loadProduct } from '../support/product-load.ts'
import { spawnChild } from '../support/spawn-child.ts'

/**
 * Readings a second that are acknowledged after they are durable, beside a bare append-and-sync handler (on Express, which the product is
 * built on, and on Node's own server) and a bare broker in the same run; then the whole product with its store of history behind it.
 * Usage: npm run bench -- ingest [--json] [--factor N] [--only 'line 1 x 16'] [--rounds N]: the median round is told.
 */
const argument = (name: string): string | undefined => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined)
const factor = Number(argument('--factor') ?? 1)
const rounds = Number(argument('--rounds') ?? 3)
const only = argument('--only')
const name = 'ingest'
const devices = 1600

type Case = Pick<Load, 'lines' | 'requests' | 'kind'> & { readonly name: string; readonly connections: number }
const cases: readonly Case[] = [
  { name: 'line 1 x 1', lines: 1, connections: 1, requests: 1500, kind: 'line' },
  { name: 'line 1 x 16', lines: 1, connections: 16, requests: 8000, kind: 'line' },
  { name: 'line 100 x 4', lines: 100, connections: 4, requests: 3000, kind: 'line' },
  { name: 'line 100 x 16', lines: 100, connections: 16, requests: 4800, kind: 'line' },
  { name: 'line 1000 x 4', lines: 1000, connections: 4, requests: 600, kind: 'line' },
  { name: 'json 100 x 16', lines: 100, connections: 16, requests: 2400, kind: 'json' },
]

/** Device times go on from case to case, so that nothing is a duplicate; none is late. */
let clock = Date.now() - 300_000

async function perSecond(port: number, { connections, ...load }: Case): Promise<number> {
  const from = clock
  clock += Math.ceil((load.requests * factor * load.lines) / devices) + 2
  const names = Array.from({ length: devices }, (_, index) => `meter-${index}`)
  const { readings, seconds } = await sendOnConnections(port, connections, {
    ...load,
    devices: names,
    from,
    requests: load.requests * factor,
    community: 'xingfuli',
  })
  return readings / seconds
}

type Round = { readonly value: number; readonly baseline: number }
/** The round whose ratio is the median of all. */
const tellMedian = (metric: string, all: readonly Round[], unit: string): void => {
  const sorted = all.toSorted((a, b) => a.value / a.baseline - b.value / b.baseline)
  const { value, baseline } = sorted[Math.floor(sorted.length / 2)] ?? { value: Number.NaN, baseline: Number.NaN }
  tellFigure({ name, metric, value, unit, baseline, ratio: value / baseline })
}

const directory = mkdtempSync(join(tmpdir(), 'linli-bench-'))
const bare = await spawnChild('bare-child', directory)
const own = await spawnChild('ingest-child', directory, String(devices))
try {
  const [warm] = cases
  if (warm)
    for (const port of [bare.number('http'), bare.number('express'), own.number('http')])
      await perSecond(port, { ...warm, lines: 50, connections: 8, requests: 800 })
  for (const test of cases.filter((each) => only === undefined || each.name === only)) {
    const onNode: Round[] = []
    const onExpress: Round[] = []
    for (let round = 0; round < rounds; round += 1) {
      const express = await perSecond(bare.number('express'), { ...test, kind: 'line' })
      const value = await perSecond(own.number('http'), test)
      onNode.push({ value, baseline: await perSecond(bare.number('http'), { ...test, kind: 'line' }) })
      onExpress.push({ value, baseline: express })
    }
    tellMedian(test.name, onExpress, 'readings/s')
    tellMedian(`${test.name}, node:http`, onNode, 'readings/s')
  }
  if (only === undefined) {
    const baseline = await messagesPerSecond(bare.number('mqtt'), { connections: 16, messages: 60_000 * factor, window: 200, devices, from: clock })
    const value = await messagesPerSecond(own.number('mqtt'), { connections: 16, messages: 60_000 * factor, window: 200, devices, from: clock })
    tellFigure({ name, metric: 'mqtt qos 1 x 16', value, unit: 'messages/s', baseline, ratio: value / baseline })
    const { acknowledged, through, mostBehindMs, caughtUpMs } = await loadProduct({ readings: 2_000_000 * factor, lines: 1000, connections: 4 })
    tellFigure({ name, metric: 'whole product, line 1000 x 4', value: acknowledged, unit: 'readings/s', baseline: null, ratio: null })
    tellFigure({ name, metric: 'whole product, into its history', value: through, unit: 'readings/s', baseline: acknowledged, ratio: through / acknowledged })
    tellFigure({ name, metric: 'history behind while it lasts, at most', value: mostBehindMs, unit: 'ms', baseline: null, ratio: null })
    tellFigure({ name, metric: 'history caught up after the last', value: caughtUpMs, unit: 'ms', baseline: null, ratio: null })
  }
} finally {
  await Promise.all([bare.stop('SIGKILL'), own.stop('SIGKILL')])
  rmSync(directory, { recursive: true, force: true })
}
