import { subsystems } from '../../../models/subsystems/index.ts'
import { focusOfPlace } from '../../state/navigate.ts'
import type { Twin } from '../../state/twin.ts'
import { initialView, type View } from '../../state/view.ts'
import { zoneOffsetMs } from '../../ui/time.ts'
import type { stopTitles } from './strings.ts'

export type Stop = {
  readonly id: keyof typeof stopTitles
  /** What is framed on the page. */
  readonly frames: string
  /** What the product does at this stop; all else is as at the start. */
  readonly shows: Partial<View>
}

/** What the tour goes to: chosen from the community at hand, so that it works for any. */
export type Sights = { readonly layer: { readonly zh: string; readonly en: string }; readonly home: string; readonly stops: readonly Stop[] }

const hour = 3_600_000
const day = 24 * hour

/** Half past seven in the evening that was last, in the community's zone: the hour with most to see. */
export function lastEvening(now: number, zone: string): number {
  const offset = zoneOffsetMs(now, zone)
  const evening = Math.floor((now + offset) / day) * day - offset + 19.5 * hour
  return evening < now ? evening : evening - day
}

type Place = Pick<Twin, 'community' | 'register' | 'places'>

/** The home with most devices, and of those the first that has a number to chart. */
function pickHome({ register }: Place): { readonly home: string; readonly device: string | null } {
  const counts = new Map<string, number>()
  for (const { device } of register.devices.values())
    if (device.place.home !== undefined) counts.set(device.place.home, (counts.get(device.place.home) ?? 0) + 1)
  const [home = ''] = [...counts].reduce<readonly [string, number]>((most, each) => (each[1] > most[1] ? each : most), ['', 0])
  const charted = [...register.devices.values()].find(
    ({ device, type, points }) => device.place.home === home && type.headline.some((id) => points.get(id)?.point.kind === 'number'),
  )
  return { home, device: charted?.id ?? null }
}

/** The stops of the tour for this community at this moment. */
export function planTour(place: Place, now: number): Sights {
  const { register, places, community } = place
  const counts = subsystems.map((subsystem) => ({ subsystem, count: register.bySubsystem.get(subsystem.id)?.length ?? 0 }))
  const { subsystem } = counts.reduce((most, each) => (each.count > most.count ? each : most))
  const { home, device } = pickHome(place)
  const focus = home === '' ? initialView.focus : focusOfPlace(places, { home })
  const stops: Stop[] = [
    { id: 'sentence', frames: '.top-bar', shows: {} },
    { id: 'layers', frames: '.layers', shows: { layers: new Set([subsystem.id]) } },
    { id: 'home', frames: '.breadcrumbs', shows: { focus, selection: home === '' ? null : { kind: 'home', id: home } } },
    { id: 'device', frames: '.panel.device', shows: { focus, selection: device === null ? null : { kind: 'device', id: device } } },
    { id: 'replay', frames: '.timeline', shows: { cursor: lastEvening(now, community.timeZone), playing: true, speed: 60 } },
    { id: 'plan', frames: '.plan', shows: { drawing: 'plan' } },
    { id: 'search', frames: '.top-right .button', shows: {} },
    { id: 'help', frames: '.top-right .icon-only:has(.lucide-circle-question-mark)', shows: {} },
  ]
  return { layer: subsystem.name, home, stops }
}
