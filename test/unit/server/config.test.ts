import { expect, it } from 'vitest'
import { ConfigWrong, parseEnvFile, readConfig } from '../../../server/config.ts'

const read = (argv: string[] = [], env: Record<string, string> = {}, envFile = '') => readConfig({ argv, env, envFile })
const wrong = (argv: string[], env: Record<string, string> = {}): string => {
  try {
    read(argv, env)
    return 'taken'
  } catch (error) {
    return error instanceof ConfigWrong ? error.message : `threw ${String(error)}`
  }
}

it('runs on defaults alone', () => {
  expect(read()).toEqual({
    port: 8080,
    host: '127.0.0.1',
    data: './data',
    community: 'xingfuli',
    runsSimulator: true,
    seed: 1,
    backfillDays: 7,
    opensBrowser: false,
    mqttPort: 1883,
    mqttBroker: null,
    rateLimit: 600,
    watchdogSeconds: 30,
    logLevel: 'info',
    influx: null,
    historyDays: 400,
  })
})

it('prefers the command line over the environment over .env', () => {
  const envFile = 'LINLI_PORT=1\nLINLI_HOST=localhost\nLINLI_DATA="/from file"\n# LINLI_SEED=9\nOTHER=1\n'
  expect(read(['--port', '3'], { LINLI_PORT: '2', LINLI_HOST: '::1' }, envFile)).toMatchObject({ port: 3, host: '::1', data: '/from file', seed: 1 })
  expect(parseEnvFile("export LINLI_HOST='::1'\r\nLINLI_PORT = 5\n")).toEqual({ LINLI_HOST: '::1', LINLI_PORT: '5' })
})

it('takes every flag that is promised', () => {
  expect(read(['--port', '0', '--host', 'localhost', '--data', 'd', '--community', 'c.json', '--no-simulator', '--open'])).toMatchObject({
    port: 0,
    host: 'localhost',
    data: 'd',
    community: 'c.json',
    runsSimulator: false,
    opensBrowser: true,
  })
  expect(read([], { LINLI_SIMULATOR: 'off' }).runsSimulator).toBe(false)
})

it('reads InfluxDB only where its address is set', () => {
  expect(read([], { LINLI_INFLUX_TOKEN: 't' }).influx).toBeNull()
  expect(read([], { LINLI_INFLUX_URL: 'http://127.0.0.1:8086/', LINLI_INFLUX_TOKEN: 't' }).influx).toEqual({
    url: 'http://127.0.0.1:8086',
    token: 't',
    user: null,
    password: null,
    database: 'linli',
    followEveryMs: null,
  })
  expect(read([], { LINLI_INFLUX_URL: 'http://127.0.0.1:8086', LINLI_INFLUX_FOLLOW: 'true' }).influx).toMatchObject({ followEveryMs: 1000 })
  expect(wrong([], { LINLI_INFLUX_FOLLOW: 'on' })).toContain('LINLI_INFLUX_URL')
})

it('reads an outside MQTT broker only where its address is set, and takes no password in it', () => {
  expect(read([], { LINLI_MQTT_USER: 'linli' }).mqttBroker).toBeNull()
  expect(read([], { LINLI_MQTT_URL: 'mqtts://broker.local:8883/', LINLI_MQTT_USER: 'linli', LINLI_MQTT_ORIGIN: 'simulated' }).mqttBroker).toEqual({
    url: 'mqtts://broker.local:8883',
    user: 'linli',
    password: null,
    clientId: null,
    origin: 'simulated',
    caFile: null,
    certificateFile: null,
    keyFile: null,
  })
  for (const url of ['mqtt://user:s3cret@broker.local', 'http://broker.local', 'mqtt://']) {
    expect(wrong([], { LINLI_MQTT_URL: url })).toMatch(/^LINLI_MQTT_URL: .*LINLI_MQTT_PASSWORD/)
    expect(wrong([], { LINLI_MQTT_URL: url })).not.toContain('s3cret')
  }
  expect(wrong([], { LINLI_MQTT_URL: 'mqtt://broker.local', LINLI_MQTT_ORIGIN: 'computed' })).toMatch(/^LINLI_MQTT_ORIGIN: /)
})

it('names what is wrong and the remedy in one line', () => {
  for (const [argv, env, expected] of [
    [['--port', '70000'], {}, /^--port: .*from 0 to 65535/],
    [['--port', 'http'], {}, /^--port: /],
    [['--host', '0.0.0.0'], {}, /^--host: .*only this machine/],
    [['--host', '127.evil.example'], {}, /^--host: /],
    [['--speed', '3'], {}, /^--speed: .*--port N/],
    [['extra'], {}, /^extra: /],
    [['--data'], {}, /--data/],
    [[], { LINLI_PORT: '-1' }, /^LINLI_PORT: /],
    [[], { LINLI_PORT: '80.5' }, /^LINLI_PORT: /],
    [[], { LINLI_LOG_LEVEL: 'loud' }, /^LINLI_LOG_LEVEL: .*Use one of/],
    [[], { LINLI_INFLUX_URL: 'file:///etc/passwd' }, /^LINLI_INFLUX_URL: /],
    [[], { LINLI_PROT: '1' }, /^LINLI_PROT: .*docs\/settings\.md/],
  ] as const) {
    const line = wrong([...argv], env)
    expect(line).toMatch(expected)
    expect(line).not.toMatch(/\n|taken|threw/)
  }
})

it('never repeats a secret', () => {
  expect(wrong([], { LINLI_INFLUX_URL: 'http://127.0.0.1:8086', LINLI_INFLUX_PASSWORD: 's'.repeat(1001) })).not.toContain('sss')
})
