import type { Latest } from '../../state/latest.ts'
import type { Say } from '../../ui/text.tsx'
import { deviceStrings as strings } from './strings.ts'

/** Why a value is not simply good, in words; empty when it is. */
export function describeFlags({ standing, flags, quality }: Latest, text: Say): string {
  const words = flags.map((flag) => text(flag === 'stale' ? strings.staleFlag : strings[flag]))
  if (standing === 'stale' && !flags.includes('stale')) words.unshift(text(strings.staleFlag))
  if (words.length === 0 && quality !== 'good' && standing !== 'never') words.push(text(strings[quality]))
  return words.join(' · ')
}
