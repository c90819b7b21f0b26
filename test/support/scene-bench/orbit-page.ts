import type { Focus } from '../../../client/state/view.ts'
import { countGl } from './count-gl.ts'
import { createLinliStage } from './linli-stage.ts'
import { heapNow } from './measure.ts'

/** What one scripted walk through the model tells: script of each step in ms, and whether a level was opened in it. */
export type Orbit = {
  readonly times: readonly number[]
  readonly opened: readonly boolean[]
  /** Bytes after collection: once all levels were open once, and at the end. */
  readonly heapEarly: number
  readonly heapLate: number
}
/** Real pictures: how many differ from the one before, and how many hold more than one colour. */
export type Drawn = { readonly frames: number; readonly changed: number; readonly filled: number; readonly times: readonly number[] }

declare global {
  interface Window {
    orbit?: { run(steps: number): Promise<Orbit>; draw(frames: number): Promise<Drawn> }
  }
}

/** At 60 times real time the product's 29,334 points, each heard about once a minute, change so often in a 60th of a second. */
const changesPerStep = 490
const stepMs = 1000
const stepsPerLevel = 60
const isParked = location.hash !== '#real'

countGl(isParked)
const made = createLinliStage(1, isParked ? 'full' : 'light')
made.look({ motion: true, cursor: made.context.now() })
made.draw()
const homes = [...made.context.stage.index.homes.values()]

/** Community, a house, one of its floors, one of its homes, and the next house; back to all after each fourth. */
function levelAt(turn: number): Focus {
  const home = homes[(turn * 131) % homes.length]
  const building = home.building.id
  switch (turn % 5) {
    case 0:
      return { level: 'community' }
    case 1:
      return { level: 'building', building }
    case 2:
    case 3:
      return { level: 'floor', building, floor: home.level, unit: home.unit.id }
    default:
      return { level: 'home', building, floor: home.level, home: home.home.id }
  }
}

function step(number: number): void {
  if (number % stepsPerLevel === 0) made.look({ focus: levelAt(number / stepsPerLevel) })
  void made.controls.rotate(0.012, 0.002 * Math.sin(number / 40), false)
  made.advance(stepMs)
  made.look({ cursor: made.context.now() })
  made.change(changesPerStep, number)
  made.draw(false)
}

const channel = new MessageChannel()
const rest = (): Promise<unknown> =>
  new Promise((done) => {
    channel.port1.onmessage = done
    channel.port2.postMessage(null)
  })

window.orbit = {
  async run(steps) {
    const times: number[] = []
    const opened: boolean[] = []
    let heapEarly = Number.NaN
    const round = stepsPerLevel * 5
    const earlyStep = Math.floor(steps / 3 / round) * round + stepsPerLevel - 1
    const lastCommunity = Math.ceil(steps / round) * round
    for (let number = 0; number < steps; number += 1) {
      await rest()
      const started = performance.now()
      step(number)
      times.push(performance.now() - started)
      opened.push(number % stepsPerLevel === 0)
      // Both looks at the heap are of the whole community, with no floor open.
      if (number === earlyStep) heapEarly = await heapNow()
    }
    for (let number = lastCommunity; number < lastCommunity + stepsPerLevel; number += 1) step(number)
    return { times, opened, heapEarly, heapLate: await heapNow() }
  },
  async draw(frames) {
    const { gl } = made
    const card = gl.getContext()
    const [width, height] = [card.drawingBufferWidth, card.drawingBufferHeight]
    const pixels = new Uint8Array(width * height * 4)
    let [changed, filled, before] = [0, 0, 0]
    const times: number[] = []
    for (let number = 0; number < frames; number += 1) {
      await new Promise((done) => requestAnimationFrame(done))
      const started = performance.now()
      step(number + 1)
      times.push(performance.now() - started)
      card.readPixels(0, 0, width, height, card.RGBA, card.UNSIGNED_BYTE, pixels)
      let sum = 0
      const shades = new Set<number>()
      for (let at = 0; at < pixels.length; at += 4) {
        sum = (Math.imul(sum, 31) + pixels[at] + pixels[at + 1] * 256) | 0
        if (shades.size < 9) shades.add(pixels[at])
      }
      if (sum !== before) changed += 1
      if (shades.size > 8) filled += 1
      before = sum
    }
    return { frames, changed, filled, times }
  },
}
