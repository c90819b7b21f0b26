import { errorFacts, type Logger } from '../platform/logger.ts'

export type Lifecycle = {
  /** Keeps how a part is stopped, and gives the part back. */
  readonly use: <Part>(name: string, part: Part, stop: (part: Part) => void | Promise<void>) => Part
  /** Stops the parts in the reverse order of their start; one that fails or hangs does not keep the others from it. */
  readonly stop: () => Promise<void>
}

const longestStopMs = 6000

/** What was started, so that it is stopped the other way round: nothing loses what it stands on. */
export function createLifecycle(logger: Logger): Lifecycle {
  const started: { name: string; stop: () => void | Promise<void> }[] = []
  return {
    use: (name, part, stop) => {
      started.push({ name, stop: () => stop(part) })
      return part
    },
    stop: async () => {
      for (const { name, stop } of started.splice(0).reverse())
        try {
          await withinTime(name, stop)
        } catch (error) {
          logger.error({ ...errorFacts(error), part: name }, 'a part did not stop well')
        }
    },
  }
}

async function withinTime(name: string, stop: () => void | Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} did not stop within ${longestStopMs} ms`)), longestStopMs)
  })
  try {
    await Promise.race([stop(), late])
  } finally {
    clearTimeout(timer)
  }
}
