import { view } from './view.ts'

/** More pictures than this in the scene hide the place they are of. */
export const mostPins = 4

/** Pins the picture of a camera at its place in the scene, or takes it down. */
export function togglePin(device: string): void {
  const { pins } = view.getState()
  if (pins.includes(device)) view.setState({ pins: pins.filter((each) => each !== device) })
  else if (pins.length < mostPins) view.setState({ pins: [...pins, device] })
}
