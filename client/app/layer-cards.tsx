import type { ComponentType } from 'react'
import type { Overlay } from '../../models/subsystem.ts'
import { subsystems } from '../../models/subsystems/index.ts'
import { ParkingCard } from '../features/parking/parking-card.tsx'
import { useView } from '../state/use-view.ts'
import '../ui/card.css'

/** What a layer has to say as a whole, by how its devices show. */
const cards: readonly { readonly overlay: Overlay['overlay']; readonly Card: ComponentType }[] = [{ overlay: 'bay', Card: ParkingCard }]

/** The cards of the layers that are on; shown while nothing is picked. */
export function LayerCards() {
  const layers = useView((view) => view.layers)
  const shown = cards.filter(({ overlay }) =>
    subsystems.some(({ id, devices }) => layers.has(id) && Object.values(devices).some(({ shows }) => shows.overlay === overlay)),
  )
  return shown.map(({ overlay, Card }) => <Card key={overlay} />)
}
