import type { Overlay } from '../../models/subsystem.ts'
import { subsystems } from '../../models/subsystems/index.ts'

/** Overlays whose layer has a card: what it says as a whole, while nothing is picked. */
export const cardOverlays = ['bay', 'windows'] as const satisfies readonly Overlay['overlay'][]
export type CardOverlay = (typeof cardOverlays)[number]

/** The cards of the layers that are on. */
export const cardsOf = (layers: ReadonlySet<string>): readonly CardOverlay[] =>
  cardOverlays.filter((overlay) =>
    subsystems.some(({ id, devices }) => layers.has(id) && Object.values(devices).some(({ shows }) => shows.overlay === overlay)),
  )
