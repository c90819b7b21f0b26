import type { Building } from '../../models/site/building.ts'
import type { Community } from '../../models/site/community.ts'
import { type HomeAt, homesOf, roomId } from '../../models/site/homes.ts'

/** The storey row of what neither moves nor fades. */
export const stillRow = 1

export type RoomAt = { readonly id: string; readonly row: number; readonly home: HomeAt; readonly room: HomeAt['plan']['rooms'][number] }

/**
 * Which row of the state tables belongs to what. Storeys: row 0 is the ground, row 1 what
 * never moves nor fades, then each building's storeys from below and its roof. Places: row 0 is nothing, then one per building (what belongs to no home), per home, per room.
 */
export type SiteIndex = {
  readonly community: Community
  readonly buildings: ReadonlyMap<string, Building>
  readonly homes: ReadonlyMap<string, HomeAt>
  readonly rooms: ReadonlyMap<string, RoomAt>
  readonly storeyRows: number
  readonly placeRows: number
  readonly firstStorey: ReadonlyMap<string, number>
  readonly buildingRow: ReadonlyMap<string, number>
  readonly homeRow: ReadonlyMap<string, number>
  readonly roomsOfHome: ReadonlyMap<string, readonly RoomAt[]>
  readonly homesOfBuilding: ReadonlyMap<string, readonly HomeAt[]>
}

export function buildSiteIndex(community: Community): SiteIndex {
  const buildings = new Map(community.buildings.map((building) => [building.id, building]))
  const firstStorey = new Map<string, number>()
  const buildingRow = new Map<string, number>()
  let storeyRows = stillRow + 1
  let placeRows = 1
  for (const building of community.buildings) {
    firstStorey.set(building.id, storeyRows)
    storeyRows += building.storeys + 1
    buildingRow.set(building.id, placeRows)
    placeRows += 1
  }
  const homes = new Map<string, HomeAt>()
  const homeRow = new Map<string, number>()
  const homesOfBuilding = new Map<string, HomeAt[]>()
  for (const home of homesOf(community)) {
    homes.set(home.home.id, home)
    homeRow.set(home.home.id, placeRows)
    placeRows += 1
    const others = homesOfBuilding.get(home.building.id)
    if (others) others.push(home)
    else homesOfBuilding.set(home.building.id, [home])
  }
  const rooms = new Map<string, RoomAt>()
  const roomsOfHome = new Map<string, RoomAt[]>()
  for (const home of homes.values()) {
    const list: RoomAt[] = []
    for (const room of home.plan.rooms) {
      const at = { id: roomId(home.home, room), row: placeRows, home, room }
      placeRows += 1
      rooms.set(at.id, at)
      list.push(at)
    }
    roomsOfHome.set(home.home.id, list)
  }
  return { community, buildings, homes, rooms, storeyRows, placeRows, firstStorey, buildingRow, homeRow, roomsOfHome, homesOfBuilding }
}

/** The storey row of a level; basements share the ground floor's, `storeys + 1` is the roof. */
export const storeyRowOf = (index: SiteIndex, building: Building, level: number): number =>
  (index.firstStorey.get(building.id) ?? 0) + Math.min(Math.max(level, 1), building.storeys + 1) - 1

export const roofHeightOf = (building: Building): number => building.baseMeters + building.storeys * building.storeyHeightMeters
