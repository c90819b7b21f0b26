import type { Flag, Origin } from '../../../models/protocol/reading.ts'
import type { Latest } from '../../state/latest.ts'
import type { Say } from '../../ui/text.tsx'
import { deviceStrings as strings } from './strings.ts'

/** Why a value is not simply good, in words; empty when it is. */
export function describeFlags({ standing, flags, quality, origin }: Latest, text: Say): string {
  const words = flagWords(flags, origin, text)
  if (standing === 'stale' && !flags.includes('stale')) words.unshift(text(strings.staleFlag))
  if (words.length === 0 && quality !== 'good' && standing !== 'never') words.push(text(strings[quality]))
  return words.join(' · ')
}

/** Flags in words, those that say something about the device: a simulated past is always told late. */
export const flagWords = (flags: readonly Flag[], origin: Origin, text: Say): string[] =>
  flags.filter((flag) => flag !== 'late' || origin !== 'simulated').map((flag) => text(flag === 'stale' ? strings.staleFlag : strings[flag]))
