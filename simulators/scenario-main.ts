import { Command } from 'commander'
import { connect } from './connect.ts'
import { fetchRegister } from './fetch-register.ts'
import { scenarios } from './scenarios/index.ts'
import { perform } from './scenarios/perform.ts'
import { createSend, ServerUnreachable } from './send.ts'
import { usageError } from './usage-error.ts'

/** `npm run simulate -- SCENARIO --to URL --seed N`: acts a scripted event out through the public ingest. */
async function main(): Promise<void> {
  const program = new Command('npm run simulate --')
    .argument('<scenario>', `one of ${scenarios.map(({ id }) => id).join(', ')}`)
    .option('--to <url>', 'the server', 'http://127.0.0.1:8080')
    .option('--seed <n>', 'what is left to chance', '1')
    .option('--at <place>', 'a home, lift, zone… to act at')
    .option('--speed <n>', 'times real time', '1')
    .option('--token <token>', 'a token of origin simulated')
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
  program.parse()
  const options = program.opts<{ to: string; seed: string; at?: string; speed: string; token?: string }>()
  const [id = ''] = program.args
  const scenario = scenarios.find((each) => each.id === id)
  if (!scenario) return usageError(`there is no scenario '${id}': choose one of ${scenarios.map((each) => each.id).join(', ')}.`)
  const [seed, speed] = [Number(options.seed), Number(options.speed)]
  if (!Number.isInteger(seed)) return usageError(`--seed ${options.seed} is not a whole number.`)
  if (!(speed > 0 && speed <= 600)) return usageError(`--speed ${options.speed} is not between 0 and 600.`)
  if (!URL.canParse(options.to)) return usageError(`--to ${options.to} is not an address like http://127.0.0.1:8080.`)

  const ending = new AbortController()
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => ending.abort())
  const target = await connect(options.to, 'simulated', options.token)
  const plot = scenario.plot(await fetchRegister(target, ending.signal), options.at, seed)
  if (!plot) return usageError(`the community has not the devices for '${id}'.`)
  process.stdout.write(`${scenario.name.zh} ${scenario.name.en}: ${plot.tracks.length} points over ${Math.ceil(plot.seconds / speed)} s\n`)
  await perform(plot, createSend(target, 30_000, ending.signal), { speed, clock: { now: () => Date.now() }, signal: ending.signal })
}

main().catch((error: unknown) => {
  if (error instanceof Error && error.name === 'AbortError') process.exit(0)
  if (error instanceof Error && error.name === 'CommanderError')
    return 'exitCode' in error && error.exitCode === 0 ? process.exit(0) : usageError(error.message)
  process.stderr.write(`simulate: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(error instanceof ServerUnreachable ? 3 : 1)
})
