import type { Register } from '../models/register.ts'
import { scenarios } from './scenarios/index.ts'
import { perform } from './scenarios/perform.ts'
import type { Send } from './send.ts'

export type Playing = { readonly run: string; readonly scenario: string; readonly startedAt: number; readonly seconds: number }

/** Scenarios in progress; the devices they speak for are left alone by the everyday reports. */
export type Stage = {
  /** Starts a scenario; null where it is unknown or the community has not the devices for it. */
  play(scenario: string, at: string | undefined, seed: number, speed: number): Playing | null
  stop(run: string): void
  isTaken(device: string): boolean
  readonly playing: readonly Playing[]
}

export function createStage(register: Register, send: Send, clock: { now(): number }, ending: AbortSignal, onChange: () => void): Stage {
  const runs = new Map<string, { playing: Playing; devices: ReadonlySet<string>; stop: AbortController }>()
  let count = 0
  return {
    play: (id, at, seed, speed) => {
      const plot = scenarios.find((scenario) => scenario.id === id)?.plot(register, at, seed)
      if (!plot) return null
      count += 1
      const playing: Playing = { run: `${id}-${count}`, scenario: id, startedAt: clock.now(), seconds: plot.seconds / speed }
      const stop = new AbortController()
      runs.set(playing.run, { playing, stop, devices: new Set([...plot.silent, ...plot.tracks.map((track) => track.device)]) })
      onChange()
      perform(plot, send, { speed, clock, signal: AbortSignal.any([ending, stop.signal]) })
        .catch((error: unknown) => {
          if (!(error instanceof Error && error.name === 'AbortError'))
            process.stderr.write(`simulator: scenario ${id}: ${error instanceof Error ? error.message : String(error)}\n`)
        })
        .finally(() => {
          runs.delete(playing.run)
          onChange()
        })
      return playing
    },
    stop: (run) => runs.get(run)?.stop.abort(),
    isTaken: (device) => {
      for (const { devices } of runs.values()) if (devices.has(device)) return true
      return false
    },
    get playing() {
      return [...runs.values()].map(({ playing }) => playing)
    },
  }
}
