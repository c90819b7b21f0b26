import type { Text } from '../../../../models/text.ts'
import type { EnergyView } from '../../../state/energy-view.ts'
import { bytesOf, changeRamp, energyRamp } from '../../palette.ts'
import type { stopsOf } from '../tints.ts'

/** How values become colours and heights in one reading of the layer. `most` is where the ramp ends; columns, which show means, end their height and ramp at `columnMost`. */
export type EnergyScale = {
  readonly most: number
  readonly columnMost: number
  readonly unit: string
  readonly stops: ReturnType<typeof stopsOf>
  readonly columnStops: ReturnType<typeof stopsOf>
  readonly name: Text
}

/** No column is higher: a taller one would be read as a building. */
export const highestMeters = 12

const ramp = (colors: readonly string[], from: number, to: number) =>
  colors.map((color, number) => ({ at: from + ((to - from) * number) / (colors.length - 1), color: bytesOf(color) }))

/** Slate, not blue: blue is taken by advice. */
function scale(most: number, unit: string, name: Text): EnergyScale {
  const columnMost = most * 0.6
  return { most, columnMost, unit, name, stops: ramp(energyRamp, 0, most), columnStops: ramp(energyRamp, 0, columnMost) }
}

/** What is drawn now has one scale all day; what was counted since midnight grows, and takes the first step that holds it. */
const scales = {
  power: {
    home: [scale(1.8, 'kW', { zh: '每户用电', en: 'Power of a home' })],
    area: [scale(24, 'W/m²', { zh: '每平方米用电', en: 'Power per m²' })],
  },
  energy: {
    home: [1, 2, 4, 6, 9, 12, 18, 30].map((most) => scale(most, 'kWh', { zh: '每户今日用电量', en: 'Energy of a home today' })),
    area: [0.02, 0.04, 0.08, 0.12, 0.18, 0.24, 0.4].map((most) => scale(most, 'kWh/m²', { zh: '每平方米今日用电量', en: 'Energy per m² today' })),
  },
}

/** The scale of a reading of the layer whose greatest value is `most`. */
export function scaleOf({ measure, per }: Pick<EnergyView, 'measure' | 'per'>, most: number): EnergyScale {
  const steps = scales[measure][per]
  return steps.find((step) => step.most >= most) ?? steps[steps.length - 1]
}

/** Half as much as yesterday to half as much again. */
export const changeStops = ramp(changeRamp, -0.5, 0.5)

/** A sum over homes as the scale reads it: for a home on the mean, or for a square metre. */
export function perWhat({ measure, per }: Pick<EnergyView, 'measure' | 'per'>, total: number, known: number, squareMeters: number): number | null {
  if (known === 0) return null
  if (per === 'home') return total / known
  return squareMeters > 0 ? (total / squareMeters) * (measure === 'power' ? 1000 : 1) : null
}
