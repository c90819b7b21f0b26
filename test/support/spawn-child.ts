import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Starts a support module as a process of its own and waits for its first line, a JSON object. */
export async function spawnChild(name: string, ...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, `${name}.ts`), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const line = await Promise.race([once(createInterface(child.stdout), 'line'), ended.then(() => ['{}'])])
  const told: unknown = JSON.parse(String(line[0]))
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await ended
  }
  const number = (key: string): number => (typeof told === 'object' && told !== null ? Number(Reflect.get(told, key)) : Number.NaN)
  return { number, stop, pid: child.pid ?? 0 }
}
