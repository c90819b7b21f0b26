import { z } from 'zod'
import { buildRegister } from '../../../models/register.ts'
import type { Community } from '../../../models/site/community.ts'
import { subsystems } from '../../../models/subsystems/index.ts'
import { isDecidedByReadings } from './alarm-oracle.ts'
import type { Entry, Ledger } from './ledger.ts'
import type { Address } from './load-client.ts'
import { ledgerValue } from './read-journal.ts'

const State = z.object({ points: z.array(z.looseObject({ device: z.string(), point: z.string(), value: z.unknown(), time: z.string() })) })
const Series = z.looseObject({ points: z.array(z.tuple([z.number(), z.unknown()])), next: z.string().nullable() })
const AlarmItem = z.looseObject({ id: z.string(), device: z.string(), alarm: z.string(), deviceTime: z.number(), number: z.number() })
const Alarms = z.object({ items: z.array(AlarmItem), next: z.string().nullable() })
const Health = z.looseObject({
  status: z.string(),
  timeSeries: z.looseObject({ ok: z.boolean(), behind: z.number() }).nullable(),
  messaging: z.object({ mqtt: z.object({ port: z.number() }).nullable() }),
})
const dayMs = 86_400_000

/** What a ledger's checks ask of a running server, by its public calls alone. */
export function askServer(base: string, community: Community) {
  const get = async (path: string): Promise<unknown> => await (await fetch(`${base}/api/v1${path}`)).json()
  const health = async () => Health.parse(await get('/health'))
  const pages = async <Page extends { readonly next: string | null }>(path: string, parse: (body: unknown) => Page): Promise<Page[]> => {
    const found: Page[] = []
    for (let after: string | null = ''; after !== null; after = found.at(-1)?.next ?? null)
      found.push(parse(await get(after === '' ? path : `${path}&after=${encodeURIComponent(after)}`)))
    return found
  }
  const alarms = async () => (await pages('/alarms?state=all&limit=1000', (body) => Alarms.parse(body))).flatMap(({ items }) => items)
  const { devices } = buildRegister(community, subsystems)
  return {
    health,
    address: async (): Promise<Address> => ({ base, mqttPort: (await health()).messaging.mqtt?.port ?? 0 }),
    state: async (): Promise<Entry[]> =>
      State.parse(await get(`/communities/${community.id}/state`)).points.map(({ device, point, value, time }) => ({
        device,
        point,
        value: ledgerValue(value),
        time: Date.parse(time),
      })),
    /** All that history holds of the points the ledger sent to, within a day or two of now. */
    history: async (ledger: Ledger): Promise<Entry[]> => {
      const span = `from=${new Date(Date.now() - dayMs).toISOString()}&to=${new Date(Date.now() + 3 * dayMs).toISOString()}`
      const points = new Map([...ledger.sent.values()].map(({ device, point }) => [`${device}/${point}`, { device, point }]))
      const found: Entry[] = []
      for (const { device, point } of points.values())
        for (const page of await pages(`/series?device=${device}&point=${point}&${span}`, (body) => Series.parse(body)))
          found.push(...page.points.map(([time, value]) => ({ device, point, time, value: ledgerValue(value) })))
      return found
    },
    /** Occurrences of the alarms over which readings alone decide, as `device/alarm@device time`. */
    occurrences: async (): Promise<string[]> =>
      (await alarms()).flatMap(({ id, device, alarm, deviceTime }) => {
        const type = devices.get(device)?.type
        return type && isDecidedByReadings(type, alarm) ? [`${id}@${deviceTime}`] : []
      }),
    /** The number of the newest step of any alarm. */
    newestStep: async (): Promise<number> => Math.max(0, ...(await alarms()).map(({ number }) => number)),
  }
}
