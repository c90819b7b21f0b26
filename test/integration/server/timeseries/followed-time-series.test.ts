import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { bitOf } from '../../../../models/protocol/reading.ts'
import { createLogger } from '../../../../server/platform/logger.ts'
import { openTimeSeries } from '../../../../server/timeseries/open-time-series.ts'
import type { Sample } from '../../../../server/timeseries/time-series.ts'
import { type Influxd, startInfluxd } from '../../../support/influxd.ts'
import { batchOf } from '../../../support/readings.ts'
import { entryOf, registerOf } from '../../../support/six-kinds.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const log = createLogger('silent', () => {})
const noon = Date.UTC(2026, 10, 24, 12)
const minute = 60_000
const register = registerOf(['a', 'b'])
const temperature = entryOf(register, 'a', 'temperature')
const energy = entryOf(register, 'a', 'energy')
const door = entryOf(register, 'a', 'door')
const followed = bitOf('followed')
let influxd: Influxd
let made = 0
beforeAll(async () => {
  influxd = await startInfluxd()
})
afterAll(() => influxd.remove())

async function opened(database = `followed_${made++}`, directory = temporaryDirectory()) {
  const history = await openTimeSeries({ kind: 'influxdb', url: influxd.url, database, directory, follows: true }, { register: () => register, log })
  onTestFinished(() => history.close())
  await history.write([])
  const foreign = async (lines: string): Promise<void> =>
    expect((await fetch(`${influxd.url}/write?db=${database}&precision=ms`, { method: 'POST', body: lines })).status).toBe(204)
  return { history, foreign, database }
}
const bare = (samples: readonly Sample[]): [number, number][] => samples.map(({ time, value }) => [time - noon, value])

it('reads its own readings and those of others as one, each moment once, its own first', async () => {
  const { history, foreign } = await opened()
  await foreign(
    `plant,device=a,host=x temperature=1,door="open",unknown=5 ${noon}\nplant,device=a,host=y temperature=3 ${noon + 2}\nplant,device=nobody temperature=9 ${noon}`,
  )
  await foreign(`other,device=a temperature=99 ${noon + 1}`)
  await history.write([batchOf([{ series: temperature.series, time: noon + 1, value: 2 }])])
  expect(bare(await history.readRaw(temperature, noon, noon + 10, 10))).toEqual([
    [0, 1],
    [1, 2],
    [2, 3],
  ])
  expect(bare(await history.readRaw(temperature, noon, noon + 10, 2))).toEqual([
    [0, 1],
    [1, 2],
  ])
  const pages: Sample[] = []
  for await (const page of history.readAll(noon - 1, noon + 10)) pages.push(...page)
  expect(pages.map(({ series, time }) => [series, time - noon])).toEqual([
    [temperature.series, 0],
    [door.series, 0],
    [temperature.series, 1],
    [temperature.series, 2],
  ])
  expect(await history.span()).toEqual({ from: noon, to: noon + 2 })
  expect(await history.stateAt(noon + 1)).toMatchObject([
    { series: temperature.series, value: 2, flags: 0 },
    { series: door.series, value: 1, flags: followed },
  ])
})

it('counts a counter on over readings of its own and of others', async () => {
  const { history, foreign } = await opened()
  await foreign(`plant,device=a energy=100 ${noon - minute}\nplant,device=a energy=107 ${noon + 2}`)
  await history.write([batchOf([{ series: energy.series, time: noon + 1, value: 103 }])])
  expect(await history.readWindows(energy, noon, noon + minute, minute, 0)).toMatchObject([{ mean: 7, count: 2, last: 107 }])
})

it('does not write back what was followed, and marks what is out of range', async () => {
  const { history, foreign } = await opened()
  await foreign(`plant,device=a temperature=500 ${noon}`)
  const { refused } = await history.write([batchOf([{ series: temperature.series, time: noon, value: 500, flags: followed }])])
  expect(refused).toEqual([])
  expect(await history.readRaw(temperature, noon, noon + 1, 10)).toMatchObject([{ value: 500, quality: 1, flags: followed | bitOf('outOfRange') }])
  await history.clear()
  expect(await history.readRaw(temperature, noon, noon + 1, 10)).toHaveLength(1)
})

it('finds what another data folder of Linli wrote into the database before', async () => {
  const first = await opened()
  await first.history.write([batchOf([{ series: temperature.series, time: noon, value: 4 }])])
  const second = await opened(first.database)
  expect(await second.history.span()).toEqual({ from: noon, to: noon })
  expect(await second.history.stateAt(noon + 1)).toMatchObject([{ series: temperature.series, value: 4 }])
})
