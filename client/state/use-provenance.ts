import type { Origin } from '../../models/protocol/reading.ts'
import type { Text } from '../../models/text.ts'
import { useLanguage, useText } from '../ui/text.tsx'
import { formatAge } from '../ui/time.ts'
import type { Latest } from './latest.ts'

/** How a figure came about; what was not measured is never taken for measured. */
export const originNames: Readonly<Record<Origin, Text>> = {
  measured: { zh: '实测', en: 'measured' },
  computed: { zh: '推算', en: 'computed' },
  simulated: { zh: '模拟', en: 'simulated' },
  typed: { zh: '人工录入', en: 'typed' },
  replayed: { zh: '重放', en: 'replayed' },
}

const standingNames: Readonly<Record<Latest['standing'], Text>> = {
  good: { zh: '可信', en: 'good' },
  stale: { zh: '过期', en: 'stale' },
  uncertain: { zh: '存疑', en: 'uncertain' },
  bad: { zh: '不可信', en: 'bad' },
  never: { zh: '从未上报', en: 'never heard' },
}

/** What an element that shows a figure carries: where it comes from, its age in seconds, how far it is to be believed, and the same in words. */
export type Provenance = {
  readonly 'data-origin'?: Origin
  readonly 'data-age'?: number
  readonly 'data-quality'?: Latest['standing']
  readonly title?: string
}

/** A function that gives the provenance of shown values at `at`: of several the most doubtful origin, the greatest age and the worst standing. */
export function useProvenance(): (shown: readonly Latest[], at: number) => Provenance {
  const language = useLanguage()
  const text = useText()
  return (shown, at) => {
    const heard = shown.filter(({ standing }) => standing !== 'never')
    const [first] = heard
    if (!first) return {}
    const oldest = heard.reduce((old, each) => (each.time < old.time ? each : old), first)
    const origin = heard.find((each) => each.origin !== 'measured')?.origin ?? 'measured'
    const standing = heard.find((each) => each.standing !== 'good')?.standing ?? 'good'
    return {
      'data-origin': origin,
      'data-age': Math.max(0, Math.round((at - oldest.time) / 1000)),
      'data-quality': standing,
      title: [text(originNames[origin]), formatAge(at - oldest.time, language), text(standingNames[standing])].join(' · '),
    }
  }
}
