import mqtt from 'mqtt'
import { expect, it, onTestFinished } from 'vitest'
import { createMqttListener } from '../../../../server/ingest/mqtt/mqtt-listener.ts'
import { startLiveProxy } from '../../../support/live-proxy.ts'
import { makeIngest } from '../../../support/make-ingest.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const keepaliveSeconds = 2

it('knows within one and a half times its heartbeat that a device on a half-open line is gone, and lets it come back', async () => {
  const made = await makeIngest({ now, directory: temporaryDirectory() })
  const listener = await createMqttListener({ ingest: made.ingest, clock: made.clock, logger: made.log, callerOfSecret: () => null, takesAnonymous: true })
  const proxy = await startLiveProxy(await listener.start('127.0.0.1', 0))
  onTestFinished(() => listener.stop())
  onTestFinished(() => proxy.stop())
  const connect = () =>
    mqtt.connectAsync(
      proxy.url.replace('http', 'mqtt'),
      {
        keepalive: keepaliveSeconds,
        reconnectPeriod: 0,
        clientId: 'gateway',
        will: { topic: 'linli/xingfuli/meter-0/status', payload: Buffer.from('offline'), qos: 1, retain: true },
      },
      false,
    )
  const device = await connect()
  device.on('error', () => {})
  onTestFinished(() => void device.end(true))
  await device.publishAsync('linli/xingfuli/meter-0/status', 'online', { qos: 1, retain: true })
  await device.publishAsync('linli/xingfuli/meter-0/telemetry', '{"power":1}', { qos: 1 })
  expect([listener.presence.get('meter-0')?.isOnline, listener.stats.clients]).toEqual([true, 1])

  proxy.silence(true)
  const silentAt = performance.now()
  await expect.poll(() => listener.presence.get('meter-0')?.isOnline, { timeout: 15_000, interval: 20 }).toBe(false)
  // The heartbeat before the silence may have come a moment before it, and the listener looks once a period.
  expect(performance.now() - silentAt).toBeLessThan(1000 * keepaliveSeconds * 1.5 + 1000 * keepaliveSeconds)
  await expect.poll(() => listener.stats.clients).toBe(0)

  proxy.silence(false)
  const again = await connect()
  again.on('error', () => {})
  await again.publishAsync('linli/xingfuli/meter-0/status', 'online', { qos: 1, retain: true })
  await again.publishAsync('linli/xingfuli/meter-0/telemetry', '{"power":2}', { qos: 1 })
  expect([listener.presence.get('meter-0')?.isOnline, made.state.value[made.seriesOf('meter-0', 'power')]]).toEqual([true, 2])
  await again.endAsync(true)
})
