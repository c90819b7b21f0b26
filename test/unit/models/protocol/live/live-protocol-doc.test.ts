import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeFrame } from '../../../../../models/protocol/live/decode-frame.ts'
import { PointTable } from '../../../../../models/protocol/live/point-table.ts'
import { flags, origins, qualities } from '../../../../../models/protocol/reading.ts'

const page = readFileSync('docs/live-protocol.md', 'utf8')
const block = (language: string): string => new RegExp(`\`\`\`${language}\n([^\`]*)\`\`\``).exec(page)?.[1] ?? ''

describe('docs/live-protocol.md', () => {
  it('shows an example that decodes to what it says', () => {
    const table = PointTable.parse(JSON.parse(block('json')))
    const bytes = Uint8Array.from(block('frame').trim().split(/\s+/), (byte) => Number.parseInt(byte, 16))
    expect(decodeFrame(bytes, table)).toEqual({
      kind: 'delta',
      sequence: 1_763_999_000_007,
      previous: 1_763_999_000_006,
      time: 1_764_000_000_150,
      readings: [
        {
          series: 0,
          device: 'electricity-3-2-501',
          point: 'power',
          value: 3.4,
          time: 1_764_000_000_100,
          received: 1_764_000_000_130,
          quality: 'good',
          flags: [],
          origin: 'simulated',
        },
        {
          series: 1,
          device: 'electricity-3-2-501',
          point: 'energy',
          value: 4567.89,
          time: 1_764_000_000_100,
          received: 1_764_000_000_130,
          quality: 'good',
          flags: [],
          origin: 'simulated',
        },
        {
          series: 4,
          device: 'gate-south',
          point: 'passage',
          value: { code: 'in', detail: '京A1' },
          time: 1_764_000_000_140,
          received: 1_764_000_000_145,
          quality: 'good',
          flags: [],
          origin: 'measured',
        },
      ],
    })
  })

  it('numbers quality, origin and flags as the code does', () => {
    const spoken = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    for (const list of [qualities, origins, flags]) expect(page).toContain(list.map((name, index) => `${index} ${spoken(name)}`).join(', '))
  })
})
