import { BoxGeometry, Color, InstancedMesh, MeshBasicMaterial } from 'three'
import { shippedCommunities } from '../../models/communities/index.ts'
import { subsystems } from '../../models/subsystems/index.ts'
import { tellFigure } from '../support/bench-readings.ts'
import { sceneOf } from '../support/scene-context.ts'

/**
 * What a frame's systems cost in script, without a screen: all layers of 幸福里 on, so many changes a frame (333 is
 * 20,000 a second at 60 frames), beside as many colours set on a bare InstancedMesh of 20,000.
 */
const frames = 600
const warmUp = 200

const scene = sceneOf(shippedCommunities.xingfuli())
scene.buffer.time.fill(scene.context.now() - 1000)
scene.run({ layers: new Set(subsystems.map(({ id }) => id)) })
const points = [...scene.register.devices.values()].flatMap(({ points: of }) => [...of.values()])
const bare = new InstancedMesh(new BoxGeometry(), new MeshBasicMaterial(), 20_000)
const color = new Color()

function change(count: number, frame: number): void {
  for (let each = 0; each < count; each += 1) {
    const point = points[(frame * 104_729 + each * 7919) % points.length]
    if (!point) continue
    scene.buffer.value[point.series] = (frame + each) % 2
    scene.buffer.changed.add(point.series)
  }
  if (count > 0) scene.buffer.revision += 1
}

/** Milliseconds of processor time of each frame, sorted: what other work on the machine takes meanwhile does not count. */
function timesOf(before: (frame: number) => void, step: (frame: number) => void): number[] {
  const times: number[] = []
  for (let frame = 0; frame < warmUp + frames; frame += 1) {
    before(frame)
    const started = process.cpuUsage()
    step(frame)
    const { user, system } = process.cpuUsage(started)
    if (frame >= warmUp) times.push((user + system) / 1000)
  }
  return times.sort((a, b) => a - b)
}

const at = (times: readonly number[], share: number): number => times[Math.floor(share * (times.length - 1))] ?? Number.NaN

for (const changes of [0, 333, 2000]) {
  const ours = timesOf(
    (frame) => change(changes, frame),
    () => scene.run(),
  )
  const theirs = timesOf(
    () => undefined,
    (frame) => {
      for (let each = 0; each < changes; each += 1) bare.setColorAt((frame * 101 + each * 7) % 20_000, color.setRGB(each / 2000, 0.5, 0.5))
    },
  )
  for (const [name, share, bar] of [
    ['p50', 0.5, 'p50 ≤ 3 ms'],
    ['p99', 0.99, 'p99 ≤ 10 ms'],
  ] as const) {
    const [value, baseline] = [at(ours, share), at(theirs, share)]
    tellFigure({ name: 'frame', metric: `script, ${changes} changes, ${name}`, value, unit: 'ms', baseline, ratio: value / baseline, bar })
  }
}
