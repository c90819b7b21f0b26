import type { Locator, Page } from '@playwright/test'
import type { Picture } from './picture.ts'

export type ChartOnScreen = {
  /** Where a moment is across the picture, by the labels of the time axis. */
  readonly x: (ms: number) => number
  /** Where a value is down the picture, by the labels of the value axis. */
  readonly y: (value: number) => number
  /** Height of the darkest pixel of the plot in that column: the line; NaN where nothing dark is drawn. */
  readonly darkest: (x: number) => number
}

type Tick = { readonly label: string; readonly at: number }

const day = 86_400_000
const zoneMs = 8 * 3_600_000

/** Reads a line chart of at most a day, in Beijing time, the way a person does: its axes for the scale, its pixels for the line. */
export async function chartOnScreen(page: Page, chart: Locator, picture: Picture): Promise<ChartOnScreen> {
  const { values, times } = await chart.evaluate((svg) => {
    const centre = (element: Element): { x: number; y: number } => {
      const { left, top, width, height } = element.getBoundingClientRect()
      return { x: left + width / 2, y: top + height / 2 }
    }
    return {
      values: [...svg.querySelectorAll('line.grid')].map((line) => ({ label: line.parentElement?.textContent ?? '', at: centre(line).y })),
      times: [...svg.querySelectorAll('text[text-anchor="middle"]')].map((text) => ({ label: text.textContent ?? '', at: centre(text).x })),
    }
  })
  const now = await page.evaluate(() => Date.now())
  const y = line(values.map(({ label, at }) => [Number(label), at]))
  const x = line(momentsOf(times, now))
  const heights = values.map(({ at }) => Math.round(at))
  const [top, bottom] = [Math.min(...heights) - 6, Math.max(...heights) + 2]
  const darkest = (column: number): number => {
    const found = Array.from({ length: bottom - top }, (_, row) => top + row)
      .map((row) => ({ row, light: Math.max(...Object.values(picture.at(column, row))) }))
      .filter(({ light }) => light < 120)
      .sort((one, other) => one.light - other.light)
    return found[0]?.row ?? Number.NaN
  }
  return { x, y, darkest }
}

/** The straight line through the first and the last pair. */
function line(pairs: readonly (readonly [number, number])[]): (from: number) => number {
  const [first, last] = [pairs[0], pairs[pairs.length - 1]]
  if (pairs.length < 2) throw new Error('an axis with fewer than two labels')
  const slope = (last[1] - first[1]) / (last[0] - first[0])
  return (from) => first[1] + (from - first[0]) * slope
}

/** `09:00` is the last nine o'clock before the chart's end; `11-25` is the midnight that begins that day. */
function momentsOf(ticks: readonly Tick[], now: number): [number, number][] {
  const midnight = Math.floor((now + zoneMs) / day) * day - zoneMs
  const clock = ({ label }: Tick): number => {
    const [, hours = '0', minutes = '0'] = /^(\d\d):(\d\d)$/.exec(label) ?? []
    return (Number(hours) * 60 + Number(minutes)) * 60_000
  }
  const last = ticks[ticks.length - 1]
  const lastMoment = midnight + clock(last) > now + 300_000 ? midnight + clock(last) - day : midnight + clock(last)
  return ticks.map((tick) => [lastMoment - ((((clock(last) - clock(tick)) % day) + day) % day), tick.at])
}
