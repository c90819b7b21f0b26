import { z } from 'zod'
import { noBody } from '../platform/request-body.ts'
import { defineRoute, type Route } from '../platform/route.ts'
import { cursorField, decodeCursor, encodeCursor } from './cursor.ts'
import { findDeviceMessages } from './device-messages.ts'
import { limitField, moment } from './fields.ts'
import { type Communities, CommunityParams } from './held-community.ts'
import type { History } from './history.ts'
import { unknownDevice } from './point-order.ts'
import { SpokenReading, spokenReading } from './spoken-reading.ts'

const Message = z
  .object({
    time: z.iso.datetime().meta({ description: 'By the clock of the device' }),
    received: z.iso.datetime().meta({ description: 'By the clock of the server' }),
    readings: z.array(SpokenReading),
  })
  .meta({ id: 'DeviceMessage' })
const Query = z.strictObject({
  at: moment.optional().meta({ description: 'Up to this moment; now when left out' }),
  limit: limitField(20, 200),
  after: cursorField,
})

/** What a device said, message by message: the readings as they were taken in, with both clocks. */
export function messageRoutes(communities: Communities, history: History, now: () => number): Route[] {
  const messages = defineRoute({
    method: 'get',
    path: '/api/v1/communities/{id}/devices/{device}/messages',
    tag: 'readings',
    summary: { zh: '一台设备上报的原始消息', en: 'The messages of a device as received' },
    params: CommunityParams.extend({ device: z.string().max(200) }),
    query: Query,
    body: noBody,
    answers: {
      200: {
        description: 'Newest first; at least `limit` where the 31 days before hold as many, a few more where several share a moment',
        schema: z.object({
          items: z.array(Message),
          since: z.iso.datetime().meta({ description: 'How far back it was looked' }),
          next: z.string().nullable(),
        }),
      },
      404: { description: 'No such device' },
    },
    handler: async ({ params, query }) => {
      const { register } = communities.find(params.id)
      const device = register.devices.get(params.device)
      if (!device) throw unknownDevice(params.device)
      const points = [...device.points.values()]
      const bySeries = new Map(points.map((point) => [point.series, point]))
      const until = query.after === undefined ? (query.at ?? now()) : decodeCursor(z.tuple([z.number()]), query.after)[0]
      const { messages: found, since } = await findDeviceMessages(points, until, query.limit, history.readMany)
      const items = found.map(({ time, received, samples }) => ({
        time: new Date(time).toISOString(),
        received: new Date(received).toISOString(),
        readings: samples.flatMap((sample) => {
          const point = bySeries.get(sample.series)
          return point ? [spokenReading(point, sample)] : []
        }),
      }))
      return {
        status: 200,
        body: { items, since: new Date(since).toISOString(), next: found.length >= query.limit ? encodeCursor([since - 1]) : null },
      }
    },
  })
  return [messages]
}
