import { isIP } from 'node:net'
import { z } from 'zod'
import type { Text } from '../models/text.ts'
import { TokenOrigin } from './platform/credentials.ts'
import { logLevels } from './platform/logger.ts'

/** One setting: its variable, its option on the command line if it has one, how it is read, and what the docs say of it. */
export type Setting<Schema extends z.ZodType = z.ZodType> = {
  readonly variable: `LINLI_${string}`
  readonly option: string | null
  /** How the value is written, for the table and the help. */
  readonly form: string
  readonly schema: Schema
  readonly default: string | null
  readonly isSecret: boolean
  readonly says: Text
  /** What a wrong value is answered with. */
  readonly remedy: Text
}

const define = <Schema extends z.ZodType>(setting: Setting<Schema>): Setting<Schema> => setting

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().int().min(from).max(to))
const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
const httpUrl = z
  .string()
  .refine((text) => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol))
  .transform((text) => text.replace(/\/+$/, ''))
const brokerUrl = z
  .string()
  .refine((text) => URL.canParse(text) && ['mqtt:', 'mqtts:'].includes(new URL(text).protocol) && new URL(text).hostname !== '' && !text.includes('@'))
  .transform((text) => text.replace(/\/+$/, ''))
const someText = z.string().min(1).max(1000)

const portRemedy: Text = { zh: '请给 0 到 65535 之间的整数，0 为任一空闲端口。', en: 'Give a whole number from 0 to 65535; 0 takes any free port.' }
const fileRemedy: Text = { zh: '请给 PEM 文件的路径，或不设。', en: 'Give the path of a PEM file, or leave it out.' }
const textRemedy: Text = { zh: '请给 1 到 1000 个字符，或不设。', en: 'Give 1 to 1,000 characters, or leave it out.' }

/** Every setting of the server. `docs/settings.md` is made from this list, and `config.ts` parses with it. */
export const settings = {
  port: define({
    variable: 'LINLI_PORT',
    option: 'port',
    form: 'N',
    schema: wholeNumber(0, 65535),
    default: '8080',
    isSecret: false,
    says: { zh: '网页与接口的端口', en: 'Port of the pages and the API' },
    remedy: portRemedy,
  }),
  host: define({
    variable: 'LINLI_HOST',
    option: 'host',
    form: 'H',
    schema: z.string().toLowerCase().refine(isLoopback),
    default: '127.0.0.1',
    isSecret: false,
    says: { zh: '监听地址；在建立第一个账户之前只能是本机', en: 'Address to listen on; only this machine until the first account exists' },
    remedy: {
      zh: '在建立第一个账户之前只能监听本机：请用 127.0.0.1、::1 或 localhost。',
      en: 'Until the first account exists only this machine is served: use 127.0.0.1, ::1 or localhost.',
    },
  }),
  data: define({
    variable: 'LINLI_DATA',
    option: 'data',
    form: 'DIR',
    schema: someText,
    default: './data',
    isSecret: false,
    says: { zh: '数据目录；一个目录只能由一个服务器使用', en: 'Folder of all that is kept; one server at a time' },
    remedy: { zh: '请给一个可写的目录。', en: 'Give a folder that can be written to.' },
  }),
  community: define({
    variable: 'LINLI_COMMUNITY',
    option: 'community',
    form: 'ID|FILE',
    schema: someText,
    default: 'xingfuli',
    isSecret: false,
    says: { zh: '随产品附带的社区的编号，或社区文件的路径', en: 'Id of a community that ships with the product, or path of a community file' },
    remedy: { zh: '请给社区编号或文件路径。', en: 'Give the id of a community or the path of its file.' },
  }),
  simulator: define({
    variable: 'LINLI_SIMULATOR',
    option: null,
    form: 'on|off',
    schema: z.enum(['on', 'off']).transform((word) => word === 'on'),
    default: 'on',
    isSecret: false,
    says: { zh: '模拟设备与历史补齐；命令行 --no-simulator 等于 off', en: 'Simulated devices and back-filled history; --no-simulator means off' },
    remedy: { zh: '请用 on 或 off。', en: 'Use on or off.' },
  }),
  seed: define({
    variable: 'LINLI_SEED',
    option: null,
    form: 'N',
    schema: wholeNumber(0, 999_999_999),
    default: '1',
    isSecret: false,
    says: { zh: '模拟的种子：同一种子，同样的一天', en: 'Seed of the simulation: the same seed, the same day' },
    remedy: { zh: '请给 0 到 999999999 之间的整数。', en: 'Give a whole number from 0 to 999999999.' },
  }),
  backfillDays: define({
    variable: 'LINLI_BACKFILL_DAYS',
    option: null,
    form: 'N',
    schema: wholeNumber(0, 366),
    default: '7',
    isSecret: false,
    says: { zh: '首次启动时由模拟补齐的历史天数', en: 'Days of history the simulation fills in at the first start' },
    remedy: { zh: '请给 0 到 366 之间的整数。', en: 'Give a whole number from 0 to 366.' },
  }),
  historyDays: define({
    variable: 'LINLI_HISTORY_DAYS',
    option: null,
    form: 'N',
    schema: wholeNumber(1, 36_500),
    default: '400',
    isSecret: false,
    says: {
      zh: '历史保留天数；更早的整天删除（日志始终保留 30 天）',
      en: 'Days of history kept; whole days before are dropped (the journal always keeps 30 days)',
    },
    remedy: { zh: '请给 1 到 36500 之间的整数。', en: 'Give a whole number from 1 to 36500.' },
  }),
  mqttPort: define({
    variable: 'LINLI_MQTT_PORT',
    option: null,
    form: 'N',
    schema: wholeNumber(0, 65535),
    default: '1883',
    isSecret: false,
    says: { zh: 'MQTT 端口；已被占用时用其后第一个空闲端口，见 /api/v1/health', en: 'MQTT port; when it is taken, the next free one, told by /api/v1/health' },
    remedy: portRemedy,
  }),
  mqttUrl: define({
    variable: 'LINLI_MQTT_URL',
    option: null,
    form: 'URL',
    schema: brokerUrl,
    default: null,
    isSecret: false,
    says: {
      zh: '另外从这个 MQTT 服务器（外部 broker）接收；内置的 MQTT 端口照常',
      en: 'Readings are also taken from this MQTT broker; the built-in listener stays',
    },
    remedy: {
      zh: '请给 mqtt:// 或 mqtts:// 地址，例如 mqtt://127.0.0.1:1884；用户名与口令用 LINLI_MQTT_USER、LINLI_MQTT_PASSWORD。',
      en: 'Give an mqtt:// or mqtts:// address, such as mqtt://127.0.0.1:1884; the user and password go into LINLI_MQTT_USER and LINLI_MQTT_PASSWORD.',
    },
  }),
  mqttUser: define({
    variable: 'LINLI_MQTT_USER',
    option: null,
    form: 'TEXT',
    schema: someText,
    default: null,
    isSecret: false,
    says: { zh: '外部 MQTT 服务器的用户名', en: 'User name at the MQTT broker' },
    remedy: textRemedy,
  }),
  mqttPassword: define({
    variable: 'LINLI_MQTT_PASSWORD',
    option: null,
    form: 'TEXT',
    schema: someText,
    default: null,
    isSecret: true,
    says: { zh: '外部 MQTT 服务器的口令', en: 'Password at the MQTT broker' },
    remedy: textRemedy,
  }),
  mqttClientId: define({
    variable: 'LINLI_MQTT_CLIENT_ID',
    option: null,
    form: 'TEXT',
    schema: z.string().regex(/^[\w.-]{1,64}$/),
    default: null,
    isSecret: false,
    says: {
      zh: '在外部 MQTT 服务器上的客户端编号，离线期间的消息凭它保留；不设则为 linli-社区编号；每个服务器各用一个',
      en: 'Client id at the MQTT broker, under which it keeps what comes while the server is away; linli-COMMUNITY otherwise; each server needs its own',
    },
    remedy: { zh: '请用字母、数字、下划线、点或连字符，最多 64 个。', en: 'Use letters, digits, underscores, dots or hyphens, at most 64.' },
  }),
  mqttOrigin: define({
    variable: 'LINLI_MQTT_ORIGIN',
    option: null,
    form: TokenOrigin.options.join('|'),
    schema: TokenOrigin,
    default: 'measured',
    isSecret: false,
    says: { zh: '经外部 MQTT 服务器来的读数的来源标记', en: 'What readings that come by the MQTT broker are marked with' },
    remedy: { zh: `请用 ${TokenOrigin.options.join('、')} 之一。`, en: `Use one of ${TokenOrigin.options.join(', ')}.` },
  }),
  mqttCa: define({
    variable: 'LINLI_MQTT_CA',
    option: null,
    form: 'FILE',
    schema: someText,
    default: null,
    isSecret: false,
    says: {
      zh: '签发外部 MQTT 服务器证书的 CA（PEM 文件）；不设则用系统信任的 CA',
      en: 'PEM file of the authority behind the certificate of the MQTT broker; the known ones otherwise',
    },
    remedy: fileRemedy,
  }),
  mqttCertificate: define({
    variable: 'LINLI_MQTT_CERT',
    option: null,
    form: 'FILE',
    schema: someText,
    default: null,
    isSecret: false,
    says: { zh: '向外部 MQTT 服务器出示的客户端证书（PEM 文件）', en: 'PEM file of our own certificate, for a broker that asks for one' },
    remedy: fileRemedy,
  }),
  mqttKey: define({
    variable: 'LINLI_MQTT_KEY',
    option: null,
    form: 'FILE',
    schema: someText,
    default: null,
    isSecret: false,
    says: { zh: '上述客户端证书的私钥（PEM 文件）', en: 'PEM file of the key to it' },
    remedy: fileRemedy,
  }),
  rateLimit: define({
    variable: 'LINLI_RATE_LIMIT',
    option: null,
    form: 'N',
    schema: wholeNumber(0, 1_000_000),
    default: '600',
    isSecret: false,
    says: {
      zh: '每个调用者（按凭据，无凭据时按地址）10 秒内最多的接口调用次数；上报不计；0 为不限',
      en: 'Calls of the API that one caller (by credential, without one by address) may make in 10 s; reporting is not counted; 0: any number',
    },
    remedy: { zh: '请给 0 到 1000000 之间的整数。', en: 'Give a whole number from 0 to 1000000.' },
  }),
  watchdogSeconds: define({
    variable: 'LINLI_WATCHDOG_SECONDS',
    option: null,
    form: 'N',
    schema: wholeNumber(0, 3600),
    default: '30',
    isSecret: false,
    says: {
      zh: '服务器停止响应超过这么多秒时结束自己，由守护程序重新启动；0 为不监视',
      en: 'The server ends itself when it has hung for so many seconds, so that its supervisor starts it again; 0: no watch',
    },
    remedy: { zh: '请给 0 到 3600 之间的整数。', en: 'Give a whole number from 0 to 3600.' },
  }),
  logLevel: define({
    variable: 'LINLI_LOG_LEVEL',
    option: null,
    form: logLevels.join('|'),
    schema: z.enum(logLevels),
    default: 'info',
    isSecret: false,
    says: { zh: '日志级别；日志为 JSON，每行一条，写到标准错误输出', en: 'How much is logged: JSON, one object a line, on standard error' },
    remedy: { zh: `请用 ${logLevels.join('、')} 之一。`, en: `Use one of ${logLevels.join(', ')}.` },
  }),
  influxUrl: define({
    variable: 'LINLI_INFLUX_URL',
    option: null,
    form: 'URL',
    schema: httpUrl,
    default: null,
    isSecret: false,
    says: { zh: '历史改存 InfluxDB（1.x、2.x、3.x）；不设则用内置库', en: 'Keeps history in InfluxDB (1.x, 2.x, 3.x); the embedded store otherwise' },
    remedy: { zh: '请给 http:// 或 https:// 地址，例如 http://127.0.0.1:8086。', en: 'Give an http:// or https:// address, such as http://127.0.0.1:8086.' },
  }),
  influxToken: define({
    variable: 'LINLI_INFLUX_TOKEN',
    option: null,
    form: 'TEXT',
    schema: someText,
    default: null,
    isSecret: true,
    says: { zh: 'InfluxDB 2.x、3.x 的令牌', en: 'Token for InfluxDB 2.x and 3.x' },
    remedy: textRemedy,
  }),
  influxUser: define({
    variable: 'LINLI_INFLUX_USER',
    option: null,
    form: 'TEXT',
    schema: someText,
    default: null,
    isSecret: false,
    says: { zh: 'InfluxDB 1.x 的用户名', en: 'User name for InfluxDB 1.x' },
    remedy: textRemedy,
  }),
  influxPassword: define({
    variable: 'LINLI_INFLUX_PASSWORD',
    option: null,
    form: 'TEXT',
    schema: someText,
    default: null,
    isSecret: true,
    says: { zh: 'InfluxDB 1.x 的口令', en: 'Password for InfluxDB 1.x' },
    remedy: textRemedy,
  }),
  influxDatabase: define({
    variable: 'LINLI_INFLUX_DATABASE',
    option: null,
    form: 'NAME',
    schema: z.string().regex(/^[\w-]{1,64}$/),
    default: 'linli',
    isSecret: false,
    says: { zh: 'InfluxDB 的库（bucket）名', en: 'Name of the database or bucket in InfluxDB' },
    remedy: { zh: '请用字母、数字、下划线或连字符，最多 64 个。', en: 'Use letters, digits, underscores or hyphens, at most 64.' },
  }),
  influxFollow: define({
    variable: 'LINLI_INFLUX_FOLLOW',
    option: null,
    form: 'on|off',
    schema: z.enum(['on', 'off', 'true', 'false']).transform((word) => word === 'on' || word === 'true'),
    default: 'off',
    isSecret: false,
    says: {
      zh: '跟随同一库中由他方（Telegraf、城市平台）写入的测点：标签 device、字段为测点',
      en: 'Follows what others (Telegraf, a city platform) write into the same database: tag device, fields are points',
    },
    remedy: { zh: '请用 on 或 off；on 时须设置 LINLI_INFLUX_URL。', en: 'Use on or off; on needs LINLI_INFLUX_URL.' },
  }),
  influxPollMs: define({
    variable: 'LINLI_INFLUX_POLL_MS',
    option: null,
    form: 'N',
    schema: wholeNumber(100, 3_600_000),
    default: '1000',
    isSecret: false,
    says: { zh: '跟随时的查询间隔，毫秒', en: 'How often a followed database is asked, in milliseconds' },
    remedy: { zh: '请给 100 到 3600000 之间的整数。', en: 'Give a whole number from 100 to 3600000.' },
  }),
}
