import type { Text } from '../../text.ts'
import type { Building, Unit } from '../building.ts'
import type { Community } from '../community.ts'
import type { Device, Place } from '../device.ts'
import type { Position2 } from '../geometry.ts'
import { centroidOf, distance, headingOf, stationsOf, stepOf, toHeading } from '../planar.ts'
import { at, type Laid, type Survey, threeDigits } from './rule.ts'

/** Half the depth of a gate's pillar and a hand more. */
const pillarMeters = 0.8

/** `body`: a fixed camera in a tube, one under a small dome, or one that turns. */
type View = {
  readonly name: Text
  readonly place: Place
  readonly body: 'bullet' | 'dome' | 'ptz'
  readonly from: Position2
  readonly height: number
  readonly heading: number
  readonly tilt: number
}

/** Gates, corners of the boundary, the front of every entrance, lift cars, main roads and squares; never into homes (State Council 799, art. 8). */
export function cameraDevices({ community, residential }: Survey): Laid {
  const views = [...gateViews(community), ...cornerViews(community), ...residential.flatMap(buildingViews), ...roadViews(community), ...squareViews(community)]
  return {
    devices: views.map(
      (view, index): Device => ({
        id: `camera-${threeDigits(index + 1)}`,
        type: 'video.camera',
        name: view.name,
        place: view.place,
        position: at(view.from, view.height),
        heading: view.heading,
        tilt: view.tilt,
        settings: { body: view.body },
      }),
    ),
    assumed: [],
  }
}

function gateViews({ gates }: Community): View[] {
  return gates.flatMap(({ id, name, position: [x, y], heading, widthMeters, passes }) => {
    const [ex, ey] = stepOf(heading)
    const aside = widthMeters / 2 + 0.6
    // On the face of the gate's pillar that looks the way the camera does: behind it the pillar would be the picture.
    const view = (zh: string, en: string, towards: number, ahead: number): View => ({
      name: { zh: `${name.zh}${zh}`, en: `${name.en}, ${en}` },
      place: { gate: id },
      body: 'bullet',
      from: [x + ex * ahead + ey * aside, y + ey * ahead - ex * aside],
      height: 4.2,
      heading: turned(towards),
      tilt: -16,
    })
    const outward = view('外', 'outside', heading - 12, pillarMeters)
    return passes === 'people' ? [outward] : [outward, view('内', 'inside', heading + 192, -pillarMeters)]
  })
}

/** Where the boundary bends by more than 25°, along the next stretch. */
function cornerViews({ boundary }: Community): View[] {
  const views: View[] = []
  const middle = centroidOf(boundary)
  boundary.forEach((corner, index) => {
    const before = boundary.at(index - 1)
    const after = boundary[(index + 1) % boundary.length]
    if (!before || !after || distance(before, corner) < 12 || distance(corner, after) < 12) return
    const turn = Math.abs(((headingOf(corner, after) - headingOf(before, corner) + 540) % 360) - 180)
    if (turn < 25) return
    const inward = headingOf(corner, middle)
    const [ex, ey] = stepOf(inward)
    const number = views.length + 1
    views.push({
      name: { zh: `周界转角${number}`, en: `Boundary corner ${number}` },
      place: {},
      body: 'bullet',
      from: [corner[0] + ex * 1.2, corner[1] + ey * 1.2],
      height: 4.5,
      heading: turned(headingOf(corner, after) - 6),
      tilt: -10,
    })
  })
  return views
}

/** One at the end of each entrance façade, along the doors; one in each lift car. */
function buildingViews(building: Building): View[] {
  const [first] = building.units
  const views: View[] = first ? [facadeView(building, first)] : []
  for (const unit of building.units)
    for (const lift of unit.lifts)
      views.push({
        name: { zh: `${lift.id}电梯轿厢`, en: `Lift ${lift.id}, car` },
        place: { building: building.id, unit: unit.id, lift: lift.id },
        body: 'dome',
        from: centroidOf(lift.shaft),
        height: building.baseMeters + 2.2,
        heading: turned(unit.entrance.facing),
        tilt: -38,
      })
  return views
}

function facadeView(building: Building, { entrance }: Unit): View {
  const [ex, ey] = stepOf(entrance.facing)
  const [ax, ay]: Position2 = [ey, -ex]
  const along = building.outline.map(([x, y]) => (x - entrance.position[0]) * ax + (y - entrance.position[1]) * ay)
  const [low, high] = [Math.min(...along), Math.max(...along)]
  const end = high > -low ? low : high
  const ahead =
    Math.max(
      0,
      ...building.outline
        .filter((_, index) => Math.abs((along[index] ?? 0) - end) < 1)
        .map(([x, y]) => (x - entrance.position[0]) * ex + (y - entrance.position[1]) * ey),
    ) + 0.5
  const from: Position2 = [entrance.position[0] + ax * end + ex * ahead, entrance.position[1] + ay * end + ey * ahead]
  const towards = end < 0 ? entrance.facing + 90 - 14 : entrance.facing - 90 + 14
  return {
    name: { zh: `${building.name.zh}单元门前`, en: `${building.name.en}, entrances` },
    place: { building: building.id },
    body: 'bullet',
    from,
    height: 3.6,
    heading: turned(towards),
    tilt: -12,
  }
}

function roadViews({ roads }: Community): View[] {
  return roads
    .filter(({ kind }) => kind === 'main')
    .flatMap(({ name, line, widthMeters }) =>
      [...stationsOf(line, 75, 38, 20)].map(({ position: [x, y], angle }, index): View => {
        const aside = angle - Math.PI / 2
        const reach = widthMeters / 2 + 0.7
        const title = name ?? { zh: '道路', en: 'Road' }
        return {
          name: { zh: `${title.zh}${index + 1}`, en: `${title.en} ${index + 1}` },
          place: {},
          body: 'bullet',
          from: [x + Math.cos(aside) * reach, y + Math.sin(aside) * reach],
          height: 5.2,
          heading: toHeading(angle + 0.14),
          tilt: -14,
        }
      }),
    )
}

function squareViews({ areas }: Community): View[] {
  return areas
    .filter(({ kind }) => kind === 'playground' || kind === 'fire-ground')
    .map(({ outline, kind }, index) => {
      const middle = centroidOf(outline)
      const corner = outline[0] ?? middle
      const title: Text = kind === 'playground' ? { zh: `活动场地${index + 1}`, en: `Play area ${index + 1}` } : { zh: '消防登高场地', en: 'Ladder ground' }
      return { name: title, place: {}, body: 'ptz', from: corner, height: 4, heading: headingOf(corner, middle), tilt: -22 }
    })
}

const turned = (heading: number): number => Math.round((((heading % 360) + 360) % 360) * 10) / 10
