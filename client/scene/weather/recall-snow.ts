import { z } from 'zod'
import { apiPath, read } from '../../state/api.ts'
import type { FrameContext } from '../frame-context.ts'
import { readingState } from '../reading-state.ts'
import type { Fall } from './snow-cover.ts'

const hourMs = 3_600_000
/** How far back snow that still lies may have fallen, how far ahead a replay is served by one answer, how long a live answer holds. */
const backMs = 72 * hourMs
const aheadMs = 6 * hourMs
const holdsMs = 15 * 60_000
/** Warmer than this nothing lies that is worth asking for. */
const thawCelsius = 5

const Windows = z.object({ points: z.array(z.tuple([z.number(), z.number().nullable()]).rest(z.unknown())) })

/** Asks the station's past for what has fallen, when it is cold enough for snow to lie. Nothing is supposed where it does not answer. */
export function createSnowRecall(context: FrameContext, wake: () => void) {
  const { stage } = context
  const [rain] = stage.gauges.rain
  const thermometer = stage.gauges.temperature.find(({ device }) => device.id === rain?.device.id)
  let [from, to, validUntil] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
  let asking = false

  async function ask(at: number): Promise<void> {
    if (!rain || !thermometer) return
    const query = {
      community: stage.index.community.id,
      device: rain.device.id,
      from: new Date(at - backMs).toISOString(),
      to: new Date(at + aheadMs).toISOString(),
      every: '15m',
    }
    const [rains, degrees] = await Promise.all([
      read(apiPath('/series', { ...query, point: 'rain' }), Windows),
      read(apiPath('/series', { ...query, point: 'temperature' }), Windows),
    ])
    const celsius = new Map(degrees.points.map(([time, mean]) => [time, mean]))
    const falls: Fall[] = rains.points.flatMap(([time, mean]) => {
      const warmth = celsius.get(time)
      return mean === null || warmth === undefined || warmth === null ? [] : [{ at: time, rainMillimetersPerHour: mean, celsius: warmth }]
    })
    stage.snowfall.tell(falls)
    from = at - hourMs
    to = at + aheadMs
  }

  return {
    /** The shown moment went on; asks where what is known does not cover it. */
    look(): void {
      const at = context.shownAt
      const isCold =
        thermometer !== undefined && readingState(context.buffer, thermometer, at) === 'true' && context.buffer.value[thermometer.series] < thawCelsius
      const isKnown = at >= from && at < to && (context.view.cursor !== null || context.now() < validUntil)
      if (asking || isKnown || !isCold) return
      asking = true
      validUntil = context.now() + holdsMs
      ask(at)
        .catch(() => stage.snowfall.tell([]))
        .finally(() => {
          asking = false
          context.seen.minute = Number.NaN
          wake()
        })
    },
  }
}
