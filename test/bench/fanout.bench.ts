import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocketServer } from 'ws'
import { shippedCommunities } from '../../models/communities/index.ts'
import { quantise } from '../../models/protocol/value.ts'
import type { DeviceEntry } from '../../models/register.ts'
import { buildRegister } from '../../models/register.ts'
import { subsystems } from '../../models/subsystems/index.ts'
import { tellFigure } from '../support/bench-readings.ts'
import type { TestReading } from '../support/live-server.ts'
import { startLiveServer } from '../support/live-server.ts'

/** What one message to one client costs the server, with so many clients in another process, beside bare ws sending the same number of bytes in the same run. */
const clientCount = Number(process.env.CLIENTS ?? 1000)
const hertz = 10
const seconds = Number(process.env.SECONDS ?? 6)
const frameBytes = 4096
const devicesPerRound = 245

const makeCommunity = shippedCommunities.xingfuli
if (!makeCommunity) throw new Error('the community 幸福里 does not ship with this build')
const register = buildRegister(makeCommunity(), subsystems)

function startClients(port: number, kind: 'live' | 'bare'): () => Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/support/fanout-clients.ts', String(port), String(clientCount), kind], { stdio: 'inherit' })
  return async () => {
    child.kill()
    await once(child, 'exit')
  }
}

/** CPU microseconds of this process per message while `send` is called at the given rate. `sent` counts messages. */
async function costOf(send: (round: number) => void, sent: () => number): Promise<number> {
  const messages = sent()
  const before = process.cpuUsage()
  for (let round = 0; round < hertz * seconds; round++) {
    send(round)
    await wait(1000 / hertz)
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / (sent() - messages)
}

async function untilConnected(count: () => number): Promise<void> {
  for (let tries = 0; count() < clientCount; tries++) {
    if (tries > 600) throw new Error(`only ${count()} of ${clientCount} clients connected`)
    await wait(100)
  }
}

async function measureBare(bytes: number): Promise<number> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
  await once(server, 'listening')
  const address = server.address()
  const stop = startClients(typeof address === 'object' && address ? address.port : 0, 'bare')
  await untilConnected(() => server.clients.size)
  let sent = 0
  const payload = Buffer.alloc(bytes, 7)
  const cost = await costOf(
    () => {
      for (const client of server.clients) client.send(payload)
      sent += server.clients.size
    },
    () => sent,
  )
  await stop()
  for (const client of server.clients) client.terminate()
  server.close()
  return cost
}

/** What a device would send in one report, its numbers at the digits they are declared with. */
function reportOf(device: DeviceEntry, round: number, time: number): TestReading[] {
  return [...device.points.values()].map(({ series, point }) => {
    const share = ((series * 7919 + round * 104_729) % 1000) / 1000
    switch (point.kind) {
      case 'number':
      case 'counter':
        return { series, time, origin: 2, value: quantise(point.range[0] + share * (point.range[1] - point.range[0]), point.resolution) }
      case 'location':
        return { series, time, origin: 2, value: 0, text: '12.5,40.25,0' }
      default:
        return { series, time, origin: 2, value: Math.round(share) }
    }
  })
}

async function measureLive(): Promise<{ cost: number; bytesPerMessage: number; bytesPerPoint: number }> {
  const server = await startLiveServer({ register })
  const stop = startClients(server.port, 'live')
  const devices = [...register.devices.values()]
  await untilConnected(() => server.live.counters.clients)
  await wait(2000)
  const { counters } = server.live
  const bytesBefore = counters.bytesSent
  const framesBefore = counters.framesSent
  let points = 0
  const cost = await costOf(
    (round) => {
      const now = Date.now()
      const readings = Array.from({ length: devicesPerRound }, (_, index) => devices[(index * 31 + round * 997) % devices.length]).flatMap((device, index) =>
        device ? reportOf(device, round, now - 40 - (index % 50)) : [],
      )
      points += readings.length
      server.tell(readings, now)
    },
    () => counters.framesSent,
  )
  const bytes = counters.bytesSent - bytesBefore
  const bytesPerMessage = bytes / (counters.framesSent - framesBefore)
  await stop()
  await server.stop()
  return { cost, bytesPerMessage, bytesPerPoint: bytes / (points * clientCount) }
}

const live = await measureLive()
const bare = await measureBare(Math.round(live.bytesPerMessage))
tellFigure({
  name: 'fanout',
  metric: `server CPU per message, ${clientCount} clients × ${hertz} Hz × ${Math.round(live.bytesPerMessage)} bytes (aim ${frameBytes})`,
  value: live.cost,
  unit: 'µs',
  baseline: bare,
  ratio: live.cost / bare,
})
tellFigure({
  name: 'fanout',
  metric: 'bytes per changed point on the wire',
  value: live.bytesPerPoint,
  unit: 'bytes',
  baseline: 6,
  ratio: live.bytesPerPoint / 6,
})
process.exit(0)
