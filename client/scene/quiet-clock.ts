import { setConsoleFunction } from 'three'

/** What three says of the clock that react-three-fiber (9.8) makes for itself; nothing here can use another. */
const clockOfFiber = 'THREE.Clock: This module has been deprecated. Please use THREE.Timer instead.'

/** Keeps that one warning, which nobody here can act on, out of the console; all else that three has to say is said. */
export function quietClock(): void {
  setConsoleFunction((type, message, ...details) => {
    if (message !== clockOfFiber) console[type](message, ...details)
  })
}
