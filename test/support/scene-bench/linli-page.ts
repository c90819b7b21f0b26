import { countGl } from './count-gl.ts'
import { createLinliStage } from './linli-stage.ts'
import { measureFrames } from './measure.ts'

/** Ours: `#1` as shipped, `#10` with ten times the devices. Shadows are drawn anew in every tenth frame, as when a storey moves. */
const { take } = countGl(true)
const made = createLinliStage(Number(location.hash.slice(1) || 1))
made.draw()
window.bench = {
  firstFrameMs: performance.now(),
  measure: (changes, frames) =>
    measureFrames(
      (frame) => {
        made.change(changes, frame)
        made.context.shadowsChanged = frame % 10 === 0
        made.draw()
      },
      take,
      frames,
      performance.now(),
    ),
}
