import { fillingBays } from './filling-bays.ts'
import type { Finding } from './finding.ts'
import { headingForLimits } from './heading-for-limits.ts'
import { silentDevices } from './silent-devices.ts'
import type { Sources } from './sources.ts'
import { nightFlows, unusualUse } from './use-of-meters.ts'

/** More than this nobody reads. */
const mostFindings = 7
const mostOfARule = 2

/**
 * What is worth knowing at a moment although nothing alarms, the gravest first: each device once, of one rule at most two with how many
 * are alike, never more than seven. Pure; data that is as it always was gives nothing.
 */
export function findWorthKnowing(sources: Sources): Finding[] {
  const all = [...silentDevices(sources), ...unusualUse(sources), ...nightFlows(sources), ...fillingBays(sources), ...headingForLimits(sources)]
  const ranked = all.sort((one, other) => other.weight - one.weight || one.device.localeCompare(other.device))
  const told = new Set<string>()
  const byRule = new Map<string, Finding[]>()
  for (const finding of ranked) {
    if (told.has(finding.device)) continue
    told.add(finding.device)
    byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), finding])
  }
  return [...byRule.values()]
    .flatMap((findings) => {
      const shown = findings.slice(0, mostOfARule)
      return shown.map((finding, index) => (index === shown.length - 1 ? { ...finding, alike: findings.length - shown.length } : finding))
    })
    .sort((one, other) => other.weight - one.weight)
    .slice(0, mostFindings)
}
