import type { Community, Remark } from '../community.ts'
import type { Device, Link } from '../device.ts'
import { homesOf } from '../homes.ts'
import { cameraDevices } from './camera-devices.ts'
import { homeDevices } from './home-devices.ts'
import { parkingDevices } from './parking-devices.ts'
import { perimeterDevices } from './perimeter-devices.ts'
import { drawLots, olderShare, type Rule, type Survey } from './rule.ts'
import { streetDevices } from './street-devices.ts'
import { supplyDevices } from './supply-devices.ts'
import { supplyLinks } from './supply-links.ts'
import { unitDevices } from './unit-devices.ts'

export type Layout = { readonly devices: Device[]; readonly links: Link[]; readonly assumed: Remark[] }

const rules: readonly Rule[] = [homeDevices, unitDevices, cameraDevices, perimeterDevices, parkingDevices, streetDevices, supplyDevices]

/** Equips a bare community as a retrofit would, by rule and without chance: the same model gives the same devices. */
export function layoutDevices(community: Community): Layout {
  const homes = [...homesOf(community)]
  const survey: Survey = {
    community,
    homes,
    residential: community.buildings.filter(({ units }) => units.length > 0),
    older: drawLots(
      homes.map(({ home }) => home.id),
      olderShare,
      'older-2',
    ),
  }
  const laid = rules.map((rule) => rule(survey))
  const devices = laid.flatMap((part) => part.devices)
  return { devices, links: supplyLinks(survey, devices), assumed: laid.flatMap((part) => part.assumed) }
}
