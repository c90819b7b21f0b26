import type Database from 'libsql'
import { z } from 'zod'
import type { AlarmMemory } from '../../models/engines/evaluate-alarm.ts'
import type { AlarmPlan } from './alarm-plan.ts'
import type { AlarmWatch } from './alarm-watch.ts'

/** What the watch had seen, so that a start evaluates again only what came after. */
export const checkpointTables: readonly string[] = [
  `CREATE TABLE alarm_checkpoint (id INTEGER PRIMARY KEY CHECK (id = 1), sequence INTEGER NOT NULL, memories TEXT NOT NULL, newest BLOB NOT NULL)`,
]

const Memory = z.strictObject({
  active: z.boolean(),
  since: z.number().nullable(),
  sinceReceived: z.number(),
  slots: z.array(z.number()),
  span: z.tuple([z.number(), z.number()]).nullable(),
})
/** By device and alarm, so that a community with other devices still finds its own. */
const Memories = z.record(z.string(), Memory)

/** What a watch remembers, to be written down. */
export function memoriesOf(plan: AlarmPlan, watch: AlarmWatch): { readonly memories: string; readonly newest: Buffer } {
  const memories: Record<string, AlarmMemory> = {}
  for (const device of plan.devices)
    for (const alarm of device.alarms) {
      const memory = watch.memories.get(device.first + alarm.index)
      if (memory) memories[`${device.entry.id}/${alarm.id}`] = memory
    }
  const newest = Buffer.from(watch.newest.buffer, watch.newest.byteOffset, watch.newest.byteLength)
  return { memories: JSON.stringify(memories), newest }
}

export function writeAlarmCheckpoint(database: Database.Database, plan: AlarmPlan, watch: AlarmWatch, sequence: number): void {
  const { memories, newest } = memoriesOf(plan, watch)
  database
    .prepare(
      'INSERT INTO alarm_checkpoint (id, sequence, memories, newest) VALUES (1, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, memories = excluded.memories, newest = excluded.newest',
    )
    .run(sequence, memories, newest)
}

/** Fills a fresh watch; gives the sequence it had seen, 0 where there is no checkpoint. */
export function readAlarmCheckpoint(database: Database.Database, plan: AlarmPlan, watch: AlarmWatch): number {
  const row: unknown = database.prepare('SELECT sequence, memories, newest FROM alarm_checkpoint WHERE id = 1').raw().get()
  if (!Array.isArray(row)) return 0
  const bytes: unknown = row[2]
  recall(plan, watch, String(row[1]), bytes instanceof Uint8Array ? bytes : new Uint8Array(0))
  return Number(row[0])
}

/** Fills a fresh watch with what another remembered; what belongs to devices and alarms that are gone is left out. */
export function recall(plan: AlarmPlan, watch: AlarmWatch, memoriesText: string, newestBytes: Uint8Array): void {
  const memories = Memories.parse(JSON.parse(memoriesText))
  for (const device of plan.devices)
    for (const alarm of device.alarms) {
      const memory = memories[`${device.entry.id}/${alarm.id}`]
      if (memory && memory.slots.length === alarm.condition.fresh.length) watch.remember(device.first + alarm.index, memory)
    }
  const newest = new Float64Array(Uint8Array.from(newestBytes).buffer)
  watch.newest.set(newest.subarray(0, watch.newest.length))
}
