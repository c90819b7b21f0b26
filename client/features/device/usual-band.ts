import type { PointEntry } from '../../../models/register.ts'
import type { Band } from '../../ui/charts/line-chart.tsx'
import { zoneOffsetMs } from '../../ui/time.ts'

const hour = 3_600_000

/**
 * The declared typical day as a band of two standard deviations either side, in the community's zone. Empty for what
 * follows the weather or people: that cannot be said in advance.
 */
export function usualBand({ point }: PointEntry, [from, to]: readonly [number, number], zone: string): Band {
  if (point.kind !== 'number' || point.usual.shape === 'driven') return []
  const { usual, range } = point
  const offset = zoneOffsetMs(from, zone)
  const meanAt = (local: number): number => {
    if (usual.shape === 'steady') return usual.value
    const day = new Date(local).getUTCDay()
    const hours = usual.weekend && (day === 0 || day === 6) ? usual.weekend : usual.hours
    const whole = Math.floor(local / hour) % 24
    const share = (local % hour) / hour
    const [here = 0, next = 0] = [hours[whole], hours[(whole + 1) % 24]]
    return here + (next - here) * share
  }
  const steps = usual.shape === 'steady' ? 1 : Math.min(400, Math.max(24, Math.round((to - from) / (hour / 2))))
  return Array.from({ length: steps + 1 }, (_, index) => {
    const time = from + ((to - from) * index) / steps
    const mean = meanAt(time + offset)
    return { time, low: Math.max(range[0], mean - 2 * usual.spread), high: Math.min(range[1], mean + 2 * usual.spread) }
  })
}
