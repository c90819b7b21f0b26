import type { Latest } from '../../state/latest.ts'
import type { Say } from '../../ui/text.tsx'
import { deviceStrings as strings } from './strings.ts'

/** Why a value is not simply good, in words; empty when it is. */
export function describeFlags({ standing, flags, quality, origin }: Latest, text: Say): string {
  // A simulated past is always told late: that says nothing about the device.
  const telling = origin === 'simulated' ? flags.filter((flag) => flag !== 'late') : flags
  const words = telling.map((flag) => text(flag === 'stale' ? strings.staleFlag : strings[flag]))
  if (standing === 'stale' && !flags.includes('stale')) words.unshift(text(strings.staleFlag))
  if (words.length === 0 && quality !== 'good' && standing !== 'never') words.push(text(strings[quality]))
  return words.join(' · ')
}
