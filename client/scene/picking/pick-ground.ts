import { Raycaster, Vector2 } from 'three'
import type { Position2 } from '../../../models/site/geometry.ts'
import { spotId } from '../../state/spot.ts'
import type { Selection } from '../../state/view.ts'
import type { FrameContext } from '../frame-context.ts'

/** The place on level ground under a pixel; null above the horizon. */
export function pickGround({ width, height, camera }: FrameContext, x: number, y: number): Position2 | null {
  const caster = new Raycaster()
  caster.setFromCamera(new Vector2((x / width) * 2 - 1, 1 - (y / height) * 2), camera)
  const { origin, direction } = caster.ray
  const distance = -origin.y / direction.y
  return distance > 0 ? [origin.x + direction.x * distance, -(origin.z + direction.z * distance)] : null
}

/** While cameras are shown a click on bare ground asks who sees that spot; otherwise it picks nothing. */
export function spotUnder(context: FrameContext, x: number, y: number): Selection | null {
  const { register } = context.stage
  const showsCameras = [...context.view.layers].some((id) => register.bySubsystem.get(id)?.some(({ type }) => type.shows.overlay === 'cone'))
  const place = showsCameras ? pickGround(context, x, y) : null
  return place ? { kind: 'spot', id: spotId(...place) } : null
}
