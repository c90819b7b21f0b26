import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import mqtt from 'mqtt'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { startProduct } from '../../support/product-server.ts'

const run = promisify(execFile)
const guides = readdirSync('docs/guides').map((name) => join('docs/guides', name))
const pages = ['README.md', 'README.zh-CN.md', ...guides]
const address = 'http://127.0.0.1:8080'
const Health = z.looseObject({ messaging: z.looseObject({ mqtt: z.object({ port: z.number() }) }) })
const State = z.looseObject({ points: z.array(z.looseObject({ device: z.string(), point: z.string(), value: z.unknown() })) })

/** The commands of a page that begin with the word, as they are printed: lines that end in a backslash go on. */
function commandsOf(page: string, word: string): string[] {
  const blocks = [...readFileSync(page, 'utf8').matchAll(/^```[a-z]*\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '')
  return blocks.flatMap((block) => block.replaceAll('\\\n', ' ').split('\n')).filter((line) => line.startsWith(`${word} `))
}

const printed = pages.flatMap((page) => commandsOf(page, 'curl').map((command) => ({ page, command })))

it('every curl line that is printed does what it says on the product as it starts', async () => {
  const server = startProduct()
  const base = await server.address
  const answers: string[] = []
  for (const { page, command } of printed) {
    expect(command, `${page} calls another address`).toContain(address)
    const line = command.replace('curl ', "curl -sS --fail-with-body -w '\\n%{http_code}' ").replaceAll(address, base)
    const { stdout } = await run('sh', ['-c', line]).catch((error: unknown) => {
      throw new Error(`${page}: ${command}\n${String(error)}`)
    })
    answers.push(stdout)
  }
  const said = printed.map(({ command }, at) => [command, answers[at] ?? ''] as const)
  const of = (part: string): string[] => said.filter(([command]) => command.includes(part)).map(([, answer]) => answer)
  expect(of('/api/v1/ingest')[0]).toMatch(/"accepted":1[\s\S]*202$/)
  expect(of('/write?')[0]).toMatch(/204$/)
  for (const answer of of('/series?')) expect(answer).toMatch(/"points":\[[\s\S]*200$/)
  for (const answer of of('/state?')) expect(answer).toMatch(/"points":\[[\s\S]*200$/)
  const { points } = State.parse(await (await fetch(`${base}/api/v1/communities/xingfuli/state`)).json())
  expect(points).toContainEqual(expect.objectContaining({ device: 'bay-001', point: 'occupied', value: true }))
  expect(points).toContainEqual(expect.objectContaining({ device: 'station-1', point: 'pm25', value: 31 }))
}, 60_000)

it('every mosquitto_pub line says a topic and a message that are taken', async () => {
  const server = startProduct()
  const base = await server.address
  const { messaging } = Health.parse(await (await fetch(`${base}/api/v1/health`)).json())
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${messaging.mqtt.port}`)
  const lines = pages.flatMap((page) => commandsOf(page, 'mosquitto_pub'))
  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines) {
    const [, topic = '', message = ''] = /-q 1 -t (\S+) -m '([^']+)'$/.exec(line) ?? []
    await client.publishAsync(topic, message, { qos: 1 })
  }
  await client.endAsync()
  const { points } = State.parse(await (await fetch(`${base}/api/v1/communities/xingfuli/state?device=smoke-3-2-501-kitchen`)).json())
  expect(points).toContainEqual(expect.objectContaining({ point: 'obscuration', value: 0.3 }))
  expect(z.looseObject({ total: z.number() }).parse(await (await fetch(`${base}/api/v1/quarantine`)).json()).total).toBe(0)
}, 60_000)
