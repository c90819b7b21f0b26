import type { DoorPlan, HomePlan, RoomPlan } from '../building.ts'
import type { Position2 } from '../geometry.ts'
import { box, door, homePlan, room } from './draw.ts'
import { balconyDepth, balconyWidth } from './landing.ts'

/** Where a balcony hangs before the front wall (y = 0), from west to east, and the room it is reached from. */
export type Balcony = { readonly west: number; readonly east: number; readonly from: string }

type Drawn = { readonly outline: readonly [Position2, ...Position2[]]; readonly rooms: readonly RoomPlan[]; readonly doors: readonly DoorPlan[] }

/** A home with or without a balcony; its outline begins at the left end of the front wall. */
export function homeWithBalcony(key: string, { outline: [corner, ...walls], rooms, doors }: Drawn, balcony: Balcony | null): HomePlan {
  if (!balcony) return homePlan(key, [corner, ...walls], [...rooms], [...doors])
  const { west, east, from } = balcony
  const front: Position2[] = [
    [west, 0],
    [west, -balconyDepth],
    [east, -balconyDepth],
    [east, 0],
  ]
  return homePlan(
    key,
    [corner, ...front, ...walls],
    [...rooms, room('balcony', 'balcony', box(west, -balconyDepth, east, 0))],
    [...doors, door(from, 'balcony', [(west + east) / 2, 0], 'x', 'balcony')],
  )
}

/** A balcony in the middle before a living room that reaches from x = 0 to `east`, no wider than its wall. */
export const beforeLiving = (east: number): Balcony => ({
  west: Math.max(0.15, east / 2 - balconyWidth / 2),
  east: Math.min(east - 0.15, east / 2 + balconyWidth / 2),
  from: 'living',
})
