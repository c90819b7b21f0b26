import type { ComponentType } from 'react'
import { EnergyCard } from '../features/energy/energy-card.tsx'
import { ParkingCard } from '../features/parking/parking-card.tsx'
import { useView } from '../state/use-view.ts'
import { type CardOverlay, cardsOf } from './card-overlays.ts'
import '../ui/card.css'

const cards: Readonly<Record<CardOverlay, ComponentType>> = { bay: ParkingCard, windows: EnergyCard }

/** What the layers that are on say as a whole, while nothing is picked. */
export function LayerCards() {
  const layers = useView((view) => view.layers)
  return cardsOf(layers).map((overlay) => {
    const Card = cards[overlay]
    return <Card key={overlay} />
  })
}
