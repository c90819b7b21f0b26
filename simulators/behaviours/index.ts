import type { Behaviour } from '../device-stream.ts'
import { accessDoor } from './access-door.ts'
import { electricityMeter, waterMeter } from './household-meters.ts'
import { liftCar } from './lift-car.ts'
import { lamp, lightingCircuit } from './lighting.ts'
import { parkingBay } from './parking-bay.ts'
import { parkingGate } from './parking-gate.ts'
import { transformer } from './transformer.ts'
import { wasteBin } from './waste-bin.ts'

/** What the declared typical day cannot say, by device type: things that hang together in a home, a car park, a shaft. */
export const behaviours: Readonly<Record<string, Behaviour>> = {
  'metering.electricity': electricityMeter,
  'metering.water': waterMeter,
  'metering.transformer': transformer,
  'parking.bay': parkingBay,
  'parking.gate': parkingGate,
  'lift.car': liftCar,
  'lighting.lamp': lamp,
  'lighting.circuit': lightingCircuit,
  'access.door': accessDoor,
  'waste.bin': wasteBin,
}
