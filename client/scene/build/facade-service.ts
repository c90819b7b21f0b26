import type { Building } from '../../../models/site/building.ts'
import { palette } from '../palette.ts'
import { roofHeightOf, type SiteIndex, storeyRowOf } from '../site-index.ts'
import { anticlockwise, frameBetween, placeOn } from '../space.ts'
import { type BuildingWriters, startAt, writeColumn, writeSheet } from './facade-writers.ts'
import { type Rectangle, rectangleAround } from './roof.ts'

/** What a service building is known by from afar: the heating station's chimney, the pump house's tank, the substation's transformer. */
export function writeService(index: SiteIndex, building: Building, writers: BuildingWriters): void {
  const rectangle = rectangleAround(anticlockwise(building.outline))
  startAt(writers, storeyRowOf(index, building, building.storeys + 1), 0)
  switch (building.kind) {
    case 'heating':
      return writeChimney(writers, rectangle, roofHeightOf(building))
    case 'pump-house':
      return writeTank(writers, rectangle, roofHeightOf(building))
    case 'substation':
      return writeTransformer(index, building, writers, rectangle)
    case 'bicycle-shed':
    case 'walkup':
    case 'tower':
    case 'bungalow':
    case 'shops':
    case 'kindergarten':
    case 'activity':
    case 'gatehouse':
    case 'school':
    case 'office':
    case 'garage':
    case 'other':
      return
  }
}

function writeChimney({ fabric }: BuildingWriters, { frame, length, depth }: Rectangle, top: number): void {
  const foot = placeOn(frame, length - 2.2, -depth + 2.2)
  writeColumn(fabric.paint(palette.clay[2]), foot, 1.05, 0, top + 13, 12, 0.72)
  writeColumn(fabric.paint(palette.grey), foot, 0.82, top + 11.4, top + 11.9, 12)
  writeColumn(fabric, foot, 0.92, top + 7, top + 7.4, 12)
  fabric.paint(palette.steel)
  for (const along of [1.5, 3.4]) writeColumn(fabric, placeOn(frame, along, -depth / 2), 0.35, top, top + 1.6, 8)
  fabric.box(frame, 1.2, length - 2.2, -depth / 2 - 0.25, -depth / 2 + 0.25, top + 1.2, top + 1.7, {})
}

function writeTank({ fabric }: BuildingWriters, { frame, length, depth }: Rectangle, top: number): void {
  const middle = placeOn(frame, length / 2, -depth / 2)
  writeColumn(fabric.paint(palette.frame, 0.94), middle, Math.min(depth, length) * 0.3, top + 0.3, top + 2.4, 16)
  writeColumn(fabric.paint(palette.steel), middle, Math.min(depth, length) * 0.31, top + 2.4, top + 2.5, 16)
  for (const along of [0.8, length - 1.1]) fabric.box(frame, along, along + 0.25, -depth / 2 - 0.12, -depth / 2 + 0.12, top, top + 0.9, { bottom: false })
  fabric.box(frame, 0.8, length - 0.85, -depth / 2 - 0.1, -depth / 2 + 0.1, top + 0.7, top + 0.9, {})
}

/** A cabinet with cooling ribs and its bushings before the gable. */
function writeTransformer(index: SiteIndex, building: Building, writers: BuildingWriters, { frame, length, depth }: Rectangle): void {
  startAt(writers, storeyRowOf(index, building, 1), 0)
  const { fabric, fittings } = writers
  fabric.paint(palette.plinth).box(frame, length + 0.3, length + 2.3, -depth + 1, -1, 0, 0.25, { bottom: false })
  fabric.paint(palette.bin).box(frame, length + 0.55, length + 1.95, -depth + 1.4, -1.4, 0.25, 1.95, { bottom: false })
  for (let rib = -depth + 1.6; rib < -1.6; rib += 0.3) fabric.box(frame, length + 1.95, length + 2.15, rib, rib + 0.1, 0.5, 1.7, {})
  for (const out of [-depth + 1.9, -depth / 2, -1.9]) writeColumn(fittings.paint(palette.frame), placeOn(frame, length + 1.2, out), 0.1, 1.95, 2.5, 6)
}

/** A shed for bicycles has no walls to speak of: posts, a low wall at the back, and what stands in it. */
export function writeShed(index: SiteIndex, building: Building, writers: BuildingWriters): void {
  startAt(writers, storeyRowOf(index, building, 1), 0)
  const { fabric, fittings } = writers
  const { frame, length, depth } = rectangleAround(anticlockwise(building.outline))
  const top = roofHeightOf(building)
  fabric.paint(palette.paving).flat(building.outline, [], 0.08)
  fabric.paint(palette.steel)
  const posts = Math.max(2, Math.round(length / 2.7) + 1)
  for (let post = 0; post < posts; post += 1) {
    const along = 0.1 + ((length - 0.3) * post) / (posts - 1)
    for (const out of [-0.25, -depth + 0.1]) fabric.box(frame, along, along + 0.14, out, out + 0.14, 0, top, { top: false, bottom: false })
  }
  fabric.paint(palette.clay[1]).box(frame, 0, length, -depth, -depth + 0.12, 0, 1.05, { bottom: false })
  for (let along = 0.7; along < length - 0.6; along += 0.72) writeBicycle(writers, frame, along, -depth + 0.35, Math.round(along * 10) % 3 === 0)
  fittings.paint(palette.steel).box(frame, 0.4, length - 0.4, -depth + 0.3, -depth + 0.34, 0.35, 0.4, {})
}

/** A bicycle across the frame: two wheels, frame, handlebar, saddle; a heavier one with a battery in its footboard. */
function writeBicycle({ fabric, fittings }: BuildingWriters, frame: Rectangle['frame'], along: number, from: number, electric: boolean): void {
  const across = frameBetween(placeOn(frame, along, from), placeOn(frame, along, from + 1.7))
  fittings.paint(palette.ink, 2.2)
  for (const hub of [0.32, 1.32])
    for (let side = 0; side < 8; side += 1) {
      const [a, b] = [(side / 8) * Math.PI * 2, ((side + 1) / 8) * Math.PI * 2]
      const at = (turn: number, reach: number): readonly [number, number, number] => {
        const [east, north] = placeOn(across, hub + Math.cos(turn) * reach, 0)
        return [east, north, 0.42 + Math.sin(turn) * reach]
      }
      const corners = [at(a, 0.27), at(a, 0.33), at(b, 0.33), at(b, 0.27)]
      fittings.quad(corners)
      fittings.quad([...corners].reverse())
    }
  fabric.paint(electric ? palette.grey : palette.solar).box(across, 0.4, 1.2, -0.04, 0.04, electric ? 0.38 : 0.62, electric ? 0.72 : 0.68, {})
  fabric.box(across, 0.38, 0.46, -0.03, 0.03, 0.5, 0.96, {})
  writeSheet(fittings.paint(palette.steel), across, 1.14, 1.2, 0.6, 1.1, 0)
  fittings.paint(palette.ink, 2.2).box(across, 1.1, 1.18, -0.26, 0.26, 1.06, 1.1, {})
  fittings.box(across, 0.28, 0.56, -0.08, 0.08, 0.95, 1.0, {})
}
