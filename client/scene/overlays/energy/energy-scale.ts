import type { Text } from '../../../../models/text.ts'
import type { EnergyView } from '../../../state/energy-view.ts'
import { bytesOf, changeRamp, energyRamp } from '../../palette.ts'
import type { stopsOf } from '../tints.ts'

/** How values become colours and heights in one reading of the layer. `most` is where the ramp ends and a column is at its highest. */
export type EnergyScale = {
  readonly most: number
  readonly unit: string
  readonly stops: ReturnType<typeof stopsOf>
  readonly metersPerUnit: number
  readonly name: Text
}

/** No column is higher: a taller one would be read as a building. */
export const highestMeters = 12

const ramp = (colors: readonly string[], from: number, to: number) =>
  colors.map((color, number) => ({ at: from + ((to - from) * number) / (colors.length - 1), color: bytesOf(color) }))

const scale = (most: number, unit: string, name: Text): EnergyScale => ({
  most,
  unit,
  name,
  stops: ramp(energyRamp, 0, most),
  metersPerUnit: highestMeters / most,
})

/** Slate, not blue: blue is taken by advice. */
const scales = {
  power: {
    home: scale(1.8, 'kW', { zh: '每户用电', en: 'Power of a home' }),
    area: scale(24, 'W/m²', { zh: '每平方米用电', en: 'Power per m²' }),
  },
  energy: {
    home: scale(12, 'kWh', { zh: '每户今日用电量', en: 'Energy of a home today' }),
    area: scale(0.24, 'kWh/m²', { zh: '每平方米今日用电量', en: 'Energy per m² today' }),
  },
} as const

export const scaleOf = ({ measure, per }: Pick<EnergyView, 'measure' | 'per'>): EnergyScale => scales[measure][per]

/** Half as much as yesterday to half as much again. */
export const changeStops = ramp(changeRamp, -0.5, 0.5)

/** A sum over homes as the scale reads it: for a home on the mean, or for a square metre. */
export function perWhat({ measure, per }: Pick<EnergyView, 'measure' | 'per'>, total: number, known: number, squareMeters: number): number | null {
  if (known === 0) return null
  if (per === 'home') return total / known
  return squareMeters > 0 ? (total / squareMeters) * (measure === 'power' ? 1000 : 1) : null
}
