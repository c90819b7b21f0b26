import { Minimap } from '../features/minimap/minimap.tsx'
import { type Addresses, SavedViewsPanel } from '../features/saved-views/saved-views-panel.tsx'
import { useViewKeys } from '../features/saved-views/use-view-keys.ts'
import { SceneTools } from '../features/scene-tools/scene-tools.tsx'
import { useTwin } from '../state/twin.ts'
import { readAddress, writeAddress } from './address.ts'

type Insets = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

const addresses: Addresses = { write: writeAddress, read: readAddress }

/** What stands over the picture in 3D: its tools, the small map, the saved views. */
export function SceneOverlay({ insets }: { readonly insets: Insets }) {
  const { community } = useTwin()
  useViewKeys(community, addresses)
  return <SceneTools insets={insets} minimap={<Minimap />} views={<SavedViewsPanel addresses={addresses} />} />
}
