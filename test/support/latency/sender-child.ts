import { connect, type Socket } from 'node:net'
import { chance } from '../../../simulators/random.ts'
import { connectPacket, pubackBytes, publishPacket } from '../mqtt-packets.ts'
import { shippedTalkers, type Talker } from './talk.ts'

/**
 * Speaks for every device of 幸福里 over a few MQTT connections, as gateways do, at random moments (Poisson) of a given mean
 * number of readings a second; a process of its own. Argument: the moment whose usual values are sent. Told by message what to do.
 */
export type Order = { readonly port: number; readonly readingsPerSecond: number; readonly seconds: number }
/** `times` and `rounds`: the last report of each talker; a time of 0 where it said nothing. `unacknowledged`: when the last was sent. */
export type Outcome = {
  readonly readings: number
  readonly messages: number
  readonly unacknowledged: number
  readonly cpuCores: number
  readonly times: number[]
  readonly rounds: number[]
}

const gateways = 8
const wakeMs = 4
const talkers = shippedTalkers(Number(process.argv[2]))
/** Neighbours in the model speak far apart in time. */
const order = talkers.map((_, index) => index).sort((a, b) => chance(a, 1) - chance(b, 1))
const rounds = talkers.map(() => -1)
const times = talkers.map(() => 0)
let turn = 0

const openGateway = (port: number, number: number): Promise<Socket> =>
  new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1').setNoDelay()
    socket.once('error', fail).once('data', () => done(socket))
    socket.write(connectPacket(`gateway-${number}`))
  })

async function send({ port, readingsPerSecond, seconds }: Order): Promise<Outcome> {
  const sockets = await Promise.all(Array.from({ length: gateways }, (_, number) => openGateway(port, number)))
  let [readings, messages, acknowledged] = [0, 0, 0]
  for (const socket of sockets) socket.on('data', (bytes) => (acknowledged += bytes.length / pubackBytes))
  const say = (talker: Talker, index: number): void => {
    times[index] = Date.now()
    rounds[index] += 1
    readings += talker.points.length
    messages += 1
    sockets[index % gateways].write(publishPacket(talker.topic, talker.report(times[index], rounds[index]), (messages % 65_535) + 1))
  }
  times.fill(0)
  const before = process.cpuUsage()
  const begun = performance.now()
  let dueMs = 0
  await new Promise<void>((done) => {
    const timer = setInterval(() => {
      const elapsedMs = performance.now() - begun
      for (const socket of sockets) socket.cork()
      for (; dueMs <= Math.min(elapsedMs, seconds * 1000); turn += 1) {
        const index = order[turn % order.length]
        say(talkers[index], index)
        dueMs -= Math.log(1 - chance(turn, 2)) * (1000 / readingsPerSecond) * talkers[index].points.length
      }
      for (const socket of sockets) socket.uncork()
      if (elapsedMs < seconds * 1000) return
      clearInterval(timer)
      done()
    }, wakeMs)
  })
  const { user, system } = process.cpuUsage(before)
  const outcome = { readings, messages, unacknowledged: messages - acknowledged, cpuCores: (user + system) / 1e6 / seconds, times, rounds }
  setTimeout(() => sockets.forEach((socket) => void socket.destroy()), 2000)
  return outcome
}

process.on('message', (order: Order) => void send(order).then((outcome) => process.send?.(outcome)))
process.send?.('ready')
