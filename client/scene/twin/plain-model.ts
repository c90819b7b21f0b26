import { type IUniform, type Object3D, type Texture, Vector4 } from 'three'
import type { Stage } from '../stage.ts'
import { StateTable, storeyChannels, uncut } from '../state-table.ts'

const uncutPlane = new Vector4()
const plainStoreys = new WeakMap<Stage, StateTable>()

/**
 * Shows the place as it stands: no storey lifted, cut or faded, no plan opened, no marks, views or labels on it. What moves in truth (cars, lamps,
 * lifts, gates) stays. The returned function puts all back.
 */
export function createPlainModel(stage: Stage): () => void {
  const { uniforms, overlays, openFloor, cutPlans, cutParts, fittings } = stage
  const undo: (() => void)[] = []
  const hide = (object: Object3D, visible: boolean): void => {
    const before = object.visible
    object.visible = visible
    undo.push(() => {
      object.visible = before
    })
  }
  const put = <Value>(uniform: IUniform<Value>, value: Value): void => {
    const before = uniform.value
    uniform.value = value
    undo.push(() => {
      uniform.value = before
    })
  }
  for (const object of overlays.marks) hide(object, false)
  for (const { object } of [openFloor, cutPlans, cutParts]) hide(object, false)
  hide(fittings, true)
  put<Texture>(uniforms.storeyState, storeysAsBuilt(stage).texture)
  put(uniforms.cutPlane, uncutPlane)
  put(uniforms.groundFade, 0)
  put(uniforms.treeFade, 0)
  return () => {
    for (const step of undo) step()
  }
}

function storeysAsBuilt(stage: Stage): StateTable {
  const known = plainStoreys.get(stage)
  if (known) return known
  const table = new StateTable(stage.index.storeyRows, 1, 'floats')
  for (let row = 0; row < stage.index.storeyRows; row += 1) table.write(row, 0, storeyChannels.cutAt, uncut)
  plainStoreys.set(stage, table)
  return table
}
