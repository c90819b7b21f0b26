import type { Device } from '../../site/device.ts'
import type { Position3 } from '../../site/geometry.ts'
import { stepOf } from '../../site/planar.ts'
import type { Overlay } from '../../subsystem.ts'

/** Where a camera looks from and how: degrees clockwise from north, degrees above level, full angle of view across, pixels across its picture. */
export type CameraView = {
  readonly eye: Position3
  readonly headingDegrees: number
  readonly tiltDegrees: number
  readonly fieldOfViewDegrees: number
  readonly rangeMeters: number
  readonly pixelsAcross: number
}

/** Width over height of a picture, as on nearly all cameras on the market. */
export const pictureAspect = 16 / 9

type Cone = Extract<Overlay, { readonly overlay: 'cone' }>

/** A camera on a wall looks from just in front of it. */
const lensMeters = 0.4

/** How a camera is mounted; what its installer set (`fieldOfViewDegrees`, `rangeMeters`, `pixelsAcross`) goes before the usual of its type. */
export function cameraViewOf({ position: [east, north, up], heading = 0, tilt = 0, settings = {} }: Device, shows: Cone): CameraView {
  const set = (name: 'fieldOfViewDegrees' | 'rangeMeters' | 'pixelsAcross'): number => {
    const value = settings[name]
    return typeof value === 'number' && value > 0 ? value : shows[name]
  }
  const [x, y] = stepOf(heading)
  return {
    eye: [east + x * lensMeters, north + y * lensMeters, up],
    headingDegrees: heading,
    tiltDegrees: tilt,
    fieldOfViewDegrees: Math.min(170, set('fieldOfViewDegrees')),
    rangeMeters: set('rangeMeters'),
    pixelsAcross: set('pixelsAcross'),
  }
}

export const radiansOf = (degrees: number): number => (degrees * Math.PI) / 180

/** Half a picture's width and height at one metre in front of the lens. */
export function halfPicture({ fieldOfViewDegrees }: CameraView): { readonly across: number; readonly up: number } {
  const across = Math.tan(radiansOf(fieldOfViewDegrees / 2))
  return { across, up: across / pictureAspect }
}

/** Pixels that one metre gets, square to the view, at `depthMeters` along the camera's axis. */
export const pixelsPerMeterAt = (view: CameraView, depthMeters: number): number => view.pixelsAcross / (2 * depthMeters * halfPicture(view).across)
