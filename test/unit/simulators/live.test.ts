import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { CommunityStream } from '../../../simulators/community-stream.ts'
import type { Emission } from '../../../simulators/device-stream.ts'
import { firstReports, liveReports } from '../../../simulators/live.ts'

const begin = Date.UTC(2026, 10, 24, 12)
const door = (value: string, time: number): Emission => ({ device: 'door-1-1', point: 'door', value, time })

/** Tells these, lets the clock stand at each of the given moments for one turn of the loop, and gives what was sent. */
async function liveAt(emissions: readonly Emission[], start: number, moments: readonly number[]): Promise<Emission[]> {
  const stream: CommunityStream = (from, to, _thin, known) =>
    emissions.filter(({ device, point, time }) => time >= from && time < to && !known?.get(device)?.has(point))
  const ending = new AbortController()
  const sent: Emission[] = []
  const left = [...moments]
  let now = moments[0] ?? start
  const clock = {
    now: () => {
      now = left.shift() ?? now
      if (left.length === 0) ending.abort()
      return now
    },
  }
  const send = async (readings: readonly Emission[]) => {
    await sleep(0)
    sent.push(...readings)
    return { accepted: readings.length, duplicates: 0, yielded: 0, quarantined: 0 }
  }
  await liveReports(stream, send, clock, ending.signal, start).catch((error: unknown) => {
    if (!(error instanceof Error && error.name === 'AbortError')) throw error
  })
  return sent
}

describe('what the field reports live', () => {
  it('begins where the first reports ended, so that a door that shuts meanwhile is told', async () => {
    expect(await liveAt([door('open', begin - 500), door('closed', begin + 4000)], begin, [begin + 9000])).toEqual([door('closed', begin + 4000)])
  })

  it('does not tell again after a restart what the server has heard, nor anything before it', async () => {
    const emissions = [door('open', begin - 500), { ...door('closed', begin - 400), device: 'door-2-1' }, { ...door('open', begin - 300), device: 'door-3-1' }]
    const stream: CommunityStream = (from, to, _thin, known) => emissions.filter(({ device, time }) => time >= from && time < to && !known?.has(device))
    const sent: Emission[] = []
    const send = async (readings: readonly Emission[]) => {
      sent.push(...readings)
      return { accepted: readings.length, duplicates: 0, yielded: 0, quarantined: 0 }
    }
    const told = new Map([
      ['door-1-1', new Map([['door', begin - 500]])],
      ['door-2-1', new Map([['door', begin - 401]])],
      ['door-3-1', new Map([['door', begin - 1]])],
    ])
    await firstReports(stream, send, begin, told)
    expect(sent.map(({ device }) => device)).toEqual(['door-2-1'])
  })

  it('tells after a long pause how things stand, and not all that was missed', async () => {
    const night = begin + 8 * 3_600_000
    const told = [door('open', night - 400_000), door('closed', night - 390_000), door('open', night - 90_000), door('closed', night - 80_000)]
    expect(await liveAt(told, begin, [night])).toEqual([door('closed', night - 80_000)])
  })
})
