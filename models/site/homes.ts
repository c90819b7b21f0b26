import type { Building, Home, HomePlan, RoomPlan, Unit } from './building.ts'
import type { Community } from './community.ts'

export type HomeAt = {
  readonly home: Home
  readonly plan: HomePlan
  readonly level: number
  readonly unit: Unit
  readonly building: Building
  readonly elevationMeters: number
}

/** Metres above the community's ground of a storey's floor. */
export const elevationOf = (building: Building, level: number): number => building.baseMeters + (level > 0 ? level - 1 : level) * building.storeyHeightMeters

/** Every home of a community with its plan, storey and entrance. */
export function* homesOf(community: Community): Generator<HomeAt> {
  for (const building of community.buildings)
    for (const unit of building.units) {
      const plans = new Map(unit.plans.map((plan) => [plan.key, plan]))
      for (const floor of unit.floors)
        for (const home of floor.homes) {
          const plan = plans.get(home.plan)
          if (plan) yield { home, plan, level: floor.level, unit, building, elevationMeters: elevationOf(building, floor.level) }
        }
    }
}

export const countHomes = (community: Community): number => {
  let count = 0
  for (const building of community.buildings) for (const unit of building.units) for (const floor of unit.floors) count += floor.homes.length
  return count
}

export const roomId = (home: Home, room: RoomPlan): string => `${home.id}-${room.key}`
