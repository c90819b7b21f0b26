import type { GlCount } from './count-gl.ts'

/** What one page of the bench tells: script of each frame in ms, sorted; what a frame sends to the card; the heap after collection. */
export type Measured = {
  readonly times: readonly number[]
  readonly frame: GlCount
  readonly most: GlCount
  readonly heapBytes: number
  readonly firstFrameMs: number
}

declare global {
  interface Window {
    gc?: () => void
    bench?: Bench
  }
}

/** What a page of the bench offers to whoever opened it. */
export type Bench = {
  readonly firstFrameMs: number
  measure(changes: number, frames: number): Promise<Measured>
}

const nextFrame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done))

/** Runs so many frames one after another, each in a frame of the browser's own, and gives the script's time of each. */
export async function measureFrames(step: (frame: number) => void, take: () => GlCount, frames: number, firstFrameMs: number): Promise<Measured> {
  const warmUp = 90
  const times: number[] = []
  const sum: GlCount = { draws: 0, triangles: 0, bytes: 0 }
  const most: GlCount = { draws: 0, triangles: 0, bytes: 0 }
  for (let frame = 0; frame < warmUp + frames; frame += 1) {
    await nextFrame()
    take()
    const started = performance.now()
    step(frame)
    const took = performance.now() - started
    if (frame < warmUp) continue
    const counted = take()
    times.push(took)
    for (const key of ['draws', 'triangles', 'bytes'] as const) {
      sum[key] += counted[key] / frames
      most[key] = Math.max(most[key], counted[key])
    }
  }
  return { times: times.sort((a, b) => a - b), frame: sum, most, heapBytes: await heapNow(), firstFrameMs }
}

const sweepMs = 300

/** Bytes that live after what is dead was collected, arrays freed beside the script included; NaN where the browser does not tell. */
export async function heapNow(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    window.gc?.()
    await new Promise((done) => setTimeout(done, sweepMs))
  }
  const memory: unknown = Reflect.get(performance, 'memory')
  return typeof memory === 'object' && memory !== null ? Number(Reflect.get(memory, 'usedJSHeapSize')) : Number.NaN
}

export const shareOf = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
