import { graphics } from '../scene/graphics.ts'

/** The scene, its greatest part by far, once however often it is asked for; null where it could not draw, and so is not fetched. */
export const fetchScene = () => (graphics().hasWebGl ? import('../scene/scene.tsx') : null)
