import { parseArgs } from 'node:util'
import type { z } from 'zod'
import type { Text } from '../models/text.ts'
import { type Setting, settings } from './settings.ts'

/** A wrong flag or setting; the message is one line that names it and the remedy. The server exits with 2. */
export class ConfigWrong extends Error {
  readonly code = 'config_wrong'
  constructor(name: string, text: Text) {
    super(`${name}: ${text.zh} ${text.en}`.replace(/\s+/g, ' '))
  }
}

type Values = { readonly [Name in keyof typeof settings]: z.output<(typeof settings)[Name]['schema']> | null }

export type Config = {
  readonly port: number
  readonly host: string
  readonly data: string
  readonly community: string
  readonly runsSimulator: boolean
  readonly seed: number
  readonly backfillDays: number
  readonly opensBrowser: boolean
  readonly mqttPort: number
  /** Null: readings come by the server's own ways in alone. */
  readonly mqttBroker: {
    readonly url: string
    readonly user: string | null
    readonly password: string | null
    readonly clientId: string | null
    readonly origin: NonNullable<Values['mqttOrigin']>
    readonly caFile: string | null
    readonly certificateFile: string | null
    readonly keyFile: string | null
  } | null
  /** Calls that one caller may make in 10 s; 0: any number. */
  readonly rateLimit: number
  /** How long the server may hang before it is ended; 0: for ever. */
  readonly watchdogSeconds: number
  readonly logLevel: NonNullable<Values['logLevel']>
  /** Null: history is kept in the embedded store. */
  readonly influx: {
    readonly url: string
    readonly token: string | null
    readonly user: string | null
    readonly password: string | null
    readonly database: string
    /** How often to ask for what others wrote; null: their readings are not followed. */
    readonly followEveryMs: number | null
  } | null
  readonly historyDays: number
}

type Sources = { readonly env: Readonly<Record<string, string | undefined>>; readonly envFile: string; readonly argv: readonly string[] }

/** Variables of ours that other programs of the product read, and that therefore may stand in the environment. */
const elsewhere = new Set(['LINLI_URL', 'LINLI_TOKEN', 'LINLI_SIMULATOR_DATA'])

/**
 * The command line over the environment over `.env` (its text) over the defaults, parsed once.
 * Throws ConfigWrong.
 */
export function readConfig({ env, envFile, argv }: Sources): Config {
  const line = readCommandLine(argv)
  const variables = { ...parseEnvFile(envFile), ...env }
  refuseUnknown(variables)
  const read = <Schema extends z.ZodType>(setting: Setting<Schema>): z.output<Schema> | null => {
    const given = setting.option === null ? undefined : line.values.get(setting.option)
    const text = given ?? variables[setting.variable] ?? setting.default
    if (text === null || text === '') return null
    const parsed = setting.schema.safeParse(text)
    if (parsed.success) return parsed.data
    throw new ConfigWrong(given === undefined ? setting.variable : `--${setting.option}`, setting.remedy)
  }
  const need = <Schema extends z.ZodType>(setting: Setting<Schema>): z.output<Schema> => {
    const value = read(setting)
    if (value === null) throw new ConfigWrong(setting.variable, setting.remedy)
    return value
  }
  const url = read(settings.influxUrl)
  const follows = need(settings.influxFollow)
  if (follows && url === null) throw new ConfigWrong(settings.influxFollow.variable, settings.influxFollow.remedy)
  const influx =
    url === null
      ? null
      : {
          url,
          token: read(settings.influxToken),
          user: read(settings.influxUser),
          password: read(settings.influxPassword),
          database: need(settings.influxDatabase),
          followEveryMs: follows ? need(settings.influxPollMs) : null,
        }
  const brokerUrl = read(settings.mqttUrl)
  const mqttBroker =
    brokerUrl === null
      ? null
      : {
          url: brokerUrl,
          user: read(settings.mqttUser),
          password: read(settings.mqttPassword),
          clientId: read(settings.mqttClientId),
          origin: need(settings.mqttOrigin),
          caFile: read(settings.mqttCa),
          certificateFile: read(settings.mqttCertificate),
          keyFile: read(settings.mqttKey),
        }
  return {
    port: need(settings.port),
    host: need(settings.host),
    data: need(settings.data),
    community: need(settings.community),
    runsSimulator: need(settings.simulator) && !line.isSimulatorOff,
    seed: need(settings.seed),
    backfillDays: need(settings.backfillDays),
    opensBrowser: line.opensBrowser,
    mqttPort: need(settings.mqttPort),
    mqttBroker,
    rateLimit: need(settings.rateLimit),
    watchdogSeconds: need(settings.watchdogSeconds),
    logLevel: need(settings.logLevel),
    influx,
    historyDays: need(settings.historyDays),
  }
}

const flags = { 'no-simulator': { type: 'boolean' }, open: { type: 'boolean' } } as const

function readCommandLine(argv: readonly string[]): { values: Map<string, string>; isSimulatorOff: boolean; opensBrowser: boolean } {
  const named = Object.values(settings).flatMap(({ option }) => (option === null ? [] : [[option, { type: 'string' }] as const]))
  try {
    const { values } = parseArgs({ args: [...argv], options: { ...Object.fromEntries(named), ...flags }, strict: true, allowPositionals: false })
    const texts = new Map<string, string>()
    for (const [name, value] of Object.entries(values)) if (typeof value === 'string') texts.set(name, value)
    return { values: texts, isSimulatorOff: values['no-simulator'] === true, opensBrowser: values.open === true }
  } catch (error) {
    const wrong = /'([^']+)'/.exec(error instanceof Error ? error.message : '')?.[1] ?? argv.join(' ')
    const usage = Object.values(settings).flatMap(({ option, form }) => (option === null ? [] : [`--${option} ${form}`]))
    const all = [...usage, ...Object.keys(flags).map((flag) => `--${flag}`)].join(' ')
    throw new ConfigWrong(wrong.slice(0, 100), { zh: `命令行有误；可用：${all}。`, en: `The command line takes ${all}.` })
  }
}

/** `NAME=value` lines; `#` begins a comment line; quotes around a value are taken off. */
export function parseEnvFile(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*(?:export\s+)?(LINLI_[A-Z_]+)\s*=\s*(.*?)\s*$/.exec(line)
    if (match?.[1] !== undefined && match[2] !== undefined) values[match[1]] = match[2].replace(/^(["'])(.*)\1$/, '$2')
  }
  return values
}

function refuseUnknown(variables: Readonly<Record<string, string | undefined>>): void {
  const known = new Set<string>(Object.values(settings).map(({ variable }) => variable))
  for (const name of Object.keys(variables))
    if (name.startsWith('LINLI_') && !known.has(name) && !elsewhere.has(name))
      throw new ConfigWrong(name, { zh: '没有这个设置；全部设置见 docs/settings.md。', en: 'There is no such setting; docs/settings.md lists all of them.' })
}
