import type { Building, Unit } from '../building.ts'
import type { Device, Place } from '../device.ts'
import type { Position2 } from '../geometry.ts'
import { elevationOf } from '../homes.ts'
import { centroidOf, insidePoint, stepOf } from '../planar.ts'
import { at, ceilingOf, hasLift, type Laid, type Survey } from './rule.ts'

/** From this many storeys on a stair has a detector on every landing, below on every second. */
const highRise = 8
/** Stair lifts go to this share of the entrances without a lift: those with the most older people upstairs. */
const stairLiftShare = 0.07

/** What each entrance has: detectors on the stair, the electrical-fire monitor at its feeder, the door, lifts, help on the stairs. */
export function unitDevices(survey: Survey): Laid {
  const devices: Device[] = []
  const stairLifts = stairLiftUnits(survey)
  for (const building of survey.residential)
    for (const unit of building.units) {
      if (!unit.stairs && !unit.landing) continue
      devices.push(...stairDetectors(building, unit), ...entranceDevices(building, unit))
      if (stairLifts.has(unit.id)) {
        devices.push({
          id: `stairlift-${unit.id}`,
          type: 'accessible.stairlift',
          place: inUnit(building, unit, 1),
          position: at(inStairs(unit), building.baseMeters + 0.5),
        })
      }
    }
  const assumed =
    stairLifts.size === 0
      ? []
      : [
          {
            what: 'stairLifts',
            count: stairLifts.size,
            why: { zh: '无电梯且老人较多的单元按需设座椅电梯', en: 'Entrances without a lift where many older people live upstairs are given a stair lift' },
          },
        ]
  return { devices, assumed }
}

const inUnit = (building: Building, unit: Unit, floor: number): Place => ({ building: building.id, unit: unit.id, floor })
const inStairs = (unit: Unit): Position2 => (unit.stairs ? insidePoint(unit.stairs) : unit.entrance.position)
const onLanding = (unit: Unit): Position2 => (unit.landing ? insidePoint(unit.landing) : inStairs(unit))

function stairDetectors(building: Building, unit: Unit): Device[] {
  return unit.floors
    .filter(({ level }) => level > 0 && (building.storeys >= highRise || level % 2 === 0))
    .map(({ level }) => ({
      id: `smoke-${unit.id}-stair-${level}`,
      type: 'smoke.detector',
      place: inUnit(building, unit, level),
      position: at(onLanding(unit), ceilingOf(building, elevationOf(building, level))),
    }))
}

function entranceDevices(building: Building, unit: Unit): Device[] {
  const place = inUnit(building, unit, 1)
  const [ex, ey] = stepOf(unit.entrance.facing)
  const [x, y] = unit.entrance.position
  const beside: Position2 = [x + ex * 0.08 + ey * 0.75, y + ey * 0.08 - ex * 0.75]
  const inner: Position2 = [x - ex * 0.6 + ey * 0.9, y - ey * 0.6 - ex * 0.9]
  const devices: Device[] = [
    { id: `door-${unit.id}`, type: 'access.door', place, position: at(beside, building.baseMeters + 1.4), heading: unit.entrance.facing },
    { id: `electrical-${unit.id}`, type: 'electrical.monitor', place, position: at(inner, building.baseMeters + 1.6) },
  ]
  for (const lift of unit.lifts)
    devices.push({ id: `lift-${lift.id}`, type: 'lift.car', place: { ...place, lift: lift.id }, position: at(centroidOf(lift.shaft), building.baseMeters) })
  if (hasLift(unit))
    devices.push({
      id: `autodoor-${unit.id}`,
      type: 'accessible.door',
      place,
      position: at(unit.entrance.position, building.baseMeters + 2.2),
      heading: unit.entrance.facing,
    })
  return devices
}

function stairLiftUnits({ older, residential }: Survey): ReadonlySet<string> {
  const upstairs = ({ floors }: Unit): number =>
    floors
      .filter(({ level }) => level > 1)
      .flatMap(({ homes }) => homes)
      .filter(({ id }) => older.has(id)).length
  const candidates = residential.flatMap(({ units }) => units).filter((unit) => unit.stairs && !hasLift(unit) && unit.floors.length > 2)
  const ranked = candidates.map((unit) => ({ id: unit.id, older: upstairs(unit) })).sort((a, b) => b.older - a.older || (a.id < b.id ? -1 : 1))
  return new Set(ranked.slice(0, Math.round(candidates.length * stairLiftShare)).map(({ id }) => id))
}
