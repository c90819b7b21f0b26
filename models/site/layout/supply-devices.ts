import type { Device } from '../device.ts'
import { insidePoint } from '../planar.ts'
import { at, type Laid, type Survey } from './rule.ts'

/** One transformer serves about this many homes (630 kVA at 4 kW a home with a demand factor of 0.35). */
const homesPerTransformer = 450

/** Transformers shared out over the substations; without one, a box at the first residential building. */
export function supplyDevices({ community, residential, homes }: Survey): Laid {
  const substations = community.buildings.filter(({ kind }) => kind === 'substation')
  const hosts = substations.length > 0 ? substations : residential.slice(0, 1)
  if (hosts.length === 0) return { devices: [], assumed: [] }
  const count = Math.max(hosts.length, Math.ceil(homes.length / homesPerTransformer))
  const devices = Array.from({ length: count }, (_, index): Device => {
    const host = hosts[index % hosts.length]
    const position = host ? insidePoint(host.outline) : ([0, 0] satisfies [number, number])
    const aside = Math.floor(index / hosts.length) * 2.4
    return {
      id: `transformer-${index + 1}`,
      type: 'metering.transformer',
      place: host ? { building: host.id } : {},
      position: at([position[0] + aside, position[1]], (host?.baseMeters ?? 0) + 0.9),
      settings: { ratedKilovoltAmperes: 630 },
    }
  })
  const why = {
    zh: '来源未标配电室，变压器按户数估算并置于首栋住宅',
    en: 'The source names no substation: transformers are reckoned from the homes and put at the first residential building',
  }
  return { devices, assumed: substations.length > 0 ? [] : [{ what: 'transformers', count, why }] }
}
