import type { HomePlan } from '../building.ts'
import { box, door, homePlan, room } from './draw.ts'

/** A home at the corner of a block: windows to the front (y = 0) and the left (x = 0), its door in the back wall on the right. */
export function cornerHome(key: string, width: number, depth: number): HomePlan {
  const left = width * 0.4
  const front = depth * 0.56
  const bath = width * 0.645
  const [cook, sleep, wet] = [depth * 0.44, depth * 0.67, depth * 0.77]
  return homePlan(
    key,
    box(0, 0, width, depth),
    [
      room('bedroom-1', 'bedroom', box(0, 0, left, cook)),
      room('kitchen', 'kitchen', box(0, cook, left, sleep)),
      room('bedroom-2', 'bedroom', box(0, sleep, left, depth)),
      room('living', 'living', box(left, 0, width, front)),
      room('bath', 'bath', box(left, wet, bath, depth)),
      room('hall', 'hall', [
        [left, front],
        [width, front],
        [width, depth],
        [bath, depth],
        [bath, wet],
        [left, wet],
      ]),
    ],
    [
      door('landing', 'hall', [(bath + width) / 2, depth], 'x', 'entry'),
      door('hall', 'living', [(left + width) / 2, front], 'x'),
      door('living', 'bedroom-1', [left, cook * 0.6], 'y'),
      door('hall', 'kitchen', [left, (front + sleep) / 2], 'y'),
      door('hall', 'bedroom-2', [left, (sleep + wet) / 2], 'y'),
      door('hall', 'bath', [(left + bath) / 2, wet], 'x'),
    ],
  )
}

/** A home between two others: windows to the front (y = 0) alone, its door in the middle of the back wall. */
export function middleHome(key: string, width: number, depth: number): HomePlan {
  const [left, right] = [width * 0.36, width * 0.76]
  const [front, cook, wet] = [depth * 0.55, depth * 0.35, depth * 0.68]
  return homePlan(
    key,
    box(0, 0, width, depth),
    [
      room('bedroom-1', 'bedroom', box(0, 0, left, front)),
      room('living', 'living', box(left, 0, right, front)),
      room('kitchen', 'kitchen', box(right, 0, width, cook)),
      room('bath', 'bath', box(right, wet, width, depth)),
      room('store', 'store', box(0, front, left, depth)),
      room('hall', 'hall', [
        [left, front],
        [right, front],
        [right, cook],
        [width, cook],
        [width, wet],
        [right, wet],
        [right, depth],
        [left, depth],
      ]),
    ],
    [
      door('landing', 'hall', [(left + right) / 2, depth], 'x', 'entry'),
      door('hall', 'living', [(left + right) / 2, front], 'x'),
      door('living', 'bedroom-1', [left, front * 0.6], 'y'),
      door('hall', 'kitchen', [(right + width) / 2, cook], 'x'),
      door('hall', 'store', [left, (front + depth) / 2], 'y'),
      door('hall', 'bath', [right, (wet + depth) / 2], 'y'),
    ],
  )
}

/** A home with a door of its own in the front wall, as in rows of bungalows. */
export function cottageHome(key: string, width: number, depth: number): HomePlan {
  const split = width * 0.6
  const [cook, back] = [depth * 0.36, depth * 0.58]
  return homePlan(
    key,
    box(0, 0, width, depth),
    [
      room('living', 'living', [
        [0, 0],
        [split, 0],
        [split, cook],
        [width, cook],
        [width, back],
        [0, back],
      ]),
      room('kitchen', 'kitchen', box(split, 0, width, cook)),
      room('bedroom-1', 'bedroom', box(0, back, split, depth)),
      room('bath', 'bath', box(split, back, width, depth)),
    ],
    [
      door('landing', 'living', [split * 0.5, 0], 'x', 'entry'),
      door('living', 'kitchen', [(split + width) / 2, cook], 'x'),
      door('living', 'bedroom-1', [split * 0.5, back], 'x'),
      door('living', 'bath', [(split + width) / 2, back], 'x'),
    ],
  )
}
