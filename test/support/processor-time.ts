import { readFileSync } from 'node:fs'

const ticksPerSecond = 100

/** Seconds of processor time that a process and its threads have used so far (Linux). */
export function processorSeconds(pid: number): number {
  // The name stands in brackets and may hold spaces; user and system time are the 14th and 15th fields.
  const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
  const fields = rest.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}
