import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeIngest } from '../support/make-ingest.ts'
import { decodeSemicolons, takeSemicolons } from '../support/recipes/semicolon-protocol.ts'
import { shippedRegister } from '../support/shipped-world.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const source = { via: 'line', origin: 'measured', who: 'serial server' } as const

describe('the recipe "add a protocol"', () => {
  it('shows the very file that is tried here', () => {
    const shown = /```ts\n([\s\S]*?)\n```/.exec(readFileSync('docs/recipes/add-a-protocol.md', 'utf8'))?.[1]
    expect(shown).toBe(readFileSync('test/support/recipes/semicolon-protocol.ts', 'utf8').replaceAll("'../../../server/ingest/", "'../").trimEnd())
  })

  it('brings good values into the state, and each bad one into quarantine with its reason', async () => {
    const { ingest, state, told, seriesOf } = await makeIngest({
      now: Date.UTC(2026, 10, 24, 12),
      register: shippedRegister(),
      directory: temporaryDirectory(),
    })
    const answer = await takeSemicolons(ingest, 'station-1;pm25=31;noise=loud;dust=4', source)
    expect(answer.accepted).toBe(1)
    expect(state.value[seriesOf('station-1', 'pm25')]).toBe(31)
    expect(told.quarantined.map(({ code, point, value }) => [code, point, value])).toEqual([
      ['wrong_type', 'noise', 'loud'],
      ['unknown_point', 'dust', '4'],
    ])
  })

  it('gives something for any line and never throws', () => {
    fc.assert(fc.property(fc.string(), (line) => decodeSemicolons(line).length === line.trim().split(';').length - 1))
  })
})
