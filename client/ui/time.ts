import type { Language } from '../../models/text.ts'

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}|${zone}|${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options })
  formatters.set(key, made)
  return made
}

const localeOf = (language: Language): string => (language === 'zh' ? 'zh-CN' : 'en-GB')

/** `14:05:37` in the community's zone; `ms` since 1970. */
export const formatClock = (ms: number, zone: string): string => formatter('en-GB', zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(ms)

/** `11月23日 周一` or `Mon, 23 Nov`. */
export const formatDay = (ms: number, zone: string, language: Language): string =>
  formatter(localeOf(language), zone, { month: language === 'zh' ? 'long' : 'short', day: 'numeric', weekday: 'short' }).format(ms)

/** `11-23 14:05:37`, the same in both languages, for tables. */
export function formatStamp(ms: number, zone: string): string {
  const day = formatter('en-CA', zone, { month: '2-digit', day: '2-digit' }).format(ms)
  return `${day} ${formatClock(ms, zone)}`
}

/** What is added to UTC to read the wall clock of `zone` at `ms`. */
export function zoneOffsetMs(ms: number, zone: string): number {
  const whole = Math.floor(ms / 1000) * 1000
  const parts = new Map(
    formatter('en-GB', zone, { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' })
      .formatToParts(whole)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const read = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
  return Date.UTC(read('year'), read('month') - 1, read('day'), read('hour'), read('minute'), read('second')) - whole
}

/** A span as people say it: `2 s`, `41 min`, `3 h`, `2 d`; Chinese units in Chinese. */
export function formatSpan(ms: number, language: Language): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  const zh = language === 'zh'
  if (seconds < 90) return `${seconds} ${zh ? '秒' : 's'}`
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return `${minutes} ${zh ? '分钟' : 'min'}`
  const hours = Math.round(minutes / 60)
  if (hours < 36) return `${hours} ${zh ? '小时' : 'h'}`
  return `${Math.round(hours / 24)} ${zh ? '天' : 'd'}`
}

/** How long ago, `2 秒前` or `2 s ago`; a time ahead of ours counts as now. */
export const formatAge = (ms: number, language: Language): string => (language === 'zh' ? `${formatSpan(ms, language)}前` : `${formatSpan(ms, language)} ago`)

/** A running stopwatch: `01:47`, `1:02:05`. */
export function formatElapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (value: number): string => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}
