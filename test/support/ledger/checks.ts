import type { Entry, Ledger } from './ledger.ts'
import { keyOf } from './ledger.ts'

/** What a check found wrong, a line each; nothing when all is well. At most so many, since one fault shows in many readings. */
export type Findings = readonly string[]
const mostTold = 20

/** C1: every acknowledged reading is stored exactly once. */
export function everyAcknowledgedOnce(ledger: Ledger, stored: readonly Entry[]): Findings {
  const times = countByKey(stored)
  return told(
    [...ledger.acknowledged.keys()].flatMap((key) => (times.get(key) === 1 ? [] : [`C1 ${key} was acknowledged and is stored ${times.get(key) ?? 0} times`])),
  )
}

/** C2: a reading that was sent and not acknowledged is stored once or not at all. */
export function theOthersAtMostOnce(ledger: Ledger, stored: readonly Entry[]): Findings {
  return told([...countByKey(stored)].flatMap(([key, times]) => (times > 1 && !ledger.acknowledged.has(key) ? [`C2 ${key} is stored ${times} times`] : [])))
}

/** C3: nothing is stored that was never sent, nor with another value. */
export function nothingInvented(ledger: Ledger, stored: readonly Entry[]): Findings {
  return told(
    stored.flatMap((entry) => {
      const sent = ledger.sent.get(keyOf(entry))
      return sent?.value === entry.value ? [] : [`C3 ${keyOf(entry)} = ${entry.value}, sent was ${sent?.value ?? 'nothing'}`]
    }),
  )
}

/** C4: the state of each point is the stored reading with the greatest device time. `state` holds what the server says now. */
export function newestIsTheState(stored: readonly Entry[], state: readonly Entry[]): Findings {
  const newest = new Map<string, Entry>()
  for (const entry of stored) if (entry.time > (newest.get(nameOf(entry))?.time ?? Number.NEGATIVE_INFINITY)) newest.set(nameOf(entry), entry)
  const said = new Map(state.map((entry) => [nameOf(entry), entry]))
  const wrong = [...newest].flatMap(([name, { time, value }]) => {
    const now = said.get(name)
    return now?.time === time && now.value === value ? [] : [`C4 ${name} is ${now?.value} of ${now?.time}, its newest reading is ${value} of ${time}`]
  })
  return told([...wrong, ...[...said.keys()].flatMap((name) => (newest.has(name) ? [] : [`C4 ${name} has a state without a reading`]))])
}

/** C5: the occurrences of alarms are those that the pure evaluator finds in the readings. Each is named `device/alarm@device time`. */
export function alarmsAreTheEvaluators(expected: readonly string[], occurred: readonly string[]): Findings {
  const wanted = countOf(expected)
  const found = countOf(occurred)
  return told(
    [...new Set([...wanted.keys(), ...found.keys()])].flatMap((name) =>
      wanted.get(name) === found.get(name) ? [] : [`C5 ${name} occurred ${found.get(name) ?? 0} times, the evaluator says ${wanted.get(name) ?? 0}`],
    ),
  )
}

/** C6: the journal played from its beginning gives what the server had restored. Both are digests or plain columns as text. */
export const replayGivesTheSame = (what: string, restored: string, replayed: string): Findings =>
  restored === replayed ? [] : [`C6 the ${what} restored and the ${what} replayed from the whole journal differ`]

/** C7: a client has heard every number of an alarm's step from the first it was owed to the newest, each once and in order. */
export function noStepMissingOrTwice(client: string, heard: readonly number[], after: number, newest: number): Findings {
  const owed = Array.from({ length: Math.max(0, newest - after) }, (_, index) => after + 1 + index)
  if (owed.length === heard.length && owed.every((number, index) => heard[index] === number)) return []
  const set = new Set(heard)
  const missing = owed.filter((number) => !set.has(number))
  return [`C7 ${client} heard ${heard.length} steps of ${owed.length}; missing ${missing.slice(0, 5).join(', ') || 'none'}, doubled ${heard.length - set.size}`]
}

const nameOf = ({ device, point }: Entry): string => `${device}/${point}`
const countByKey = (entries: readonly Entry[]): Map<string, number> => countOf(entries.map(keyOf))

function countOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

const told = (findings: readonly string[]): Findings =>
  findings.length > mostTold ? [...findings.slice(0, mostTold), `… and ${findings.length - mostTold} more`] : findings
