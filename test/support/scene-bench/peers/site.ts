import { shippedCommunities } from '../../../../models/communities/index.ts'
import type { Position2 } from '../../../../models/site/geometry.ts'

/** What every peer draws: the houses of 幸福里 as extruded footprints, and 20,000 markers spread over the site; 2,000 of them change colour a frame. */
export const markers = 20_000
const community = shippedCommunities.xingfuli()

export const houses: readonly { readonly id: string; readonly outline: readonly Position2[]; readonly height: number }[] = community.buildings.map(
  ({ id, outline, baseMeters, storeys, storeyHeightMeters }) => ({ id, outline, height: baseMeters + storeys * storeyHeightMeters }),
)

export const origin = community.origin

/** East, north, up of a marker. */
export const markerAt = (each: number): readonly [number, number, number] => [
  ((each * 7919) % 3400) / 10 - 170,
  ((each * 104_729) % 2500) / 10 - 120,
  (each % 18) + 1,
]

/** Which markers change in a frame. */
export const changedIn = (frame: number, each: number): number => (frame * 101 + each * 7) % markers
