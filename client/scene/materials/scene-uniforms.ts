import { Color, DataTexture, type IUniform, LinearFilter, RedFormat, type Texture, UnsignedByteType, Vector2, Vector3, Vector4 } from 'three'
import type { LightSquare } from '../build/sky-visibility.ts'
import { linearOf, palette } from '../palette.ts'
import type { StateTable } from '../state-table.ts'

/** Values every material of the model shares; systems write them, all shaders read the same objects. */
export type SceneUniforms = {
  readonly storeyState: IUniform<Texture>
  readonly placeState: IUniform<Texture>
  readonly skyVisibility: IUniform<Texture>
  readonly lampLight: IUniform<Texture | null>
  /** West, north (as scene z), side in metres, 1 / side. */
  readonly lightSquare: IUniform<Vector4>
  /** Middle (scene x, z), where haze begins, where all is haze. */
  readonly haze: IUniform<Vector4>
  readonly hazeColor: IUniform<Color>
  /** What the haze turns to where the sun goes down (display values), and how much. */
  readonly glow: IUniform<Vector4>
  /** Unit vector towards sun or moon. */
  readonly beamDirection: IUniform<Vector3>
  /** The sky overhead, display values. */
  readonly zenith: IUniform<Color>
  readonly paper: IUniform<Color>
  readonly skyColor: IUniform<Color>
  /** 0 by day, 1 by night. */
  readonly night: IUniform<number>
  readonly lampStrength: IUniform<number>
  /** 0 dry, 1 wet all over. */
  readonly rain: IUniform<number>
  /** 0 bare, 1 white all over. */
  readonly snow: IUniform<number>
  /** How far what is not concerned fades, 0–1. */
  readonly groundFade: IUniform<number>
  readonly treeFade: IUniform<number>
  /** An upright plane: its normal (scene x, z), how far along it what is farther is cut away, 1 while it cuts. */
  readonly cutPlane: IUniform<Vector4>
  /** Storey rows that are cut by it, first and last. */
  readonly cutRows: IUniform<Vector2>
  readonly viewport: IUniform<Vector2>
  /** 1 while a tint lies on a whole façade: panes and frames take it as walls do, so that neither breaks it up. */
  readonly planeTint: IUniform<number>
  /** 0 or 1 at 1 Hz while something is unacknowledged. */
  readonly blink: IUniform<number>
  /** 1 while simulated values are shown beside others, which must then be told apart. */
  readonly originsMixed: IUniform<number>
}

export function createSceneUniforms(storeys: StateTable, places: StateTable, sky: Uint8Array, side: number, square: LightSquare, haze: Vector4): SceneUniforms {
  const skyTexture = new DataTexture(new Uint8Array(sky), side, side, RedFormat, UnsignedByteType)
  skyTexture.magFilter = LinearFilter
  skyTexture.minFilter = LinearFilter
  skyTexture.needsUpdate = true
  return {
    storeyState: { value: storeys.texture },
    placeState: { value: places.texture },
    skyVisibility: { value: skyTexture },
    lampLight: { value: null },
    lightSquare: { value: new Vector4(square.west, -square.south, square.sideMeters, 1 / square.sideMeters) },
    haze: { value: haze },
    hazeColor: { value: new Color(palette.haze) },
    glow: { value: new Vector4(1, 1, 1, 0) },
    beamDirection: { value: new Vector3(0, 1, 0) },
    zenith: { value: new Color('#a9c8ea') },
    paper: { value: new Color(...linearOf(palette.paper)) },
    skyColor: { value: new Color(0.75, 0.8, 0.88) },
    night: { value: 0 },
    lampStrength: { value: 1 },
    rain: { value: 0 },
    snow: { value: 0 },
    groundFade: { value: 0 },
    treeFade: { value: 0 },
    cutPlane: { value: new Vector4(0, 0, 0, 0) },
    cutRows: { value: new Vector2(0, -1) },
    viewport: { value: new Vector2(1920, 1080) },
    planeTint: { value: 0 },
    blink: { value: 1 },
    originsMixed: { value: 0 },
  }
}
