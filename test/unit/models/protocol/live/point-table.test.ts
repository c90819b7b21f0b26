import { describe, expect, it } from 'vitest'
import { PointTable, pointsOf, pointTableOf, scalesOf, seriesOf } from '../../../../../models/protocol/live/point-table.ts'
import { buildRegister } from '../../../../../models/register.ts'
import { liveCommunity, liveRegister, liveSubsystems, pointsPerDevice } from '../../../../support/live-register.ts'

/** Numbers that do not run on within a device, as after a point was declared anew. */
const scattered = (device: string, point: string) =>
  Number(device.slice(6)) + ['power', 'energy', 'step', 'relay', 'door', 'passage', 'place'].indexOf(point) * 10

describe('the point table', () => {
  it('rebuilds the very register of the server from model and table', () => {
    for (const server of [liveRegister(5), liveRegister(5, scattered)]) {
      const table = PointTable.parse(JSON.parse(JSON.stringify({ version: 'v', ...pointTableOf(server) })))
      const page = buildRegister(liveCommunity(5), liveSubsystems, seriesOf(table))
      expect(page.series.map((entry) => entry && [entry.device.id, entry.id])).toEqual(server.series.map((entry) => entry && [entry.device.id, entry.id]))
    }
  })

  it('names a run of series by its first number alone', () => {
    expect(pointTableOf(liveRegister(2)).table).toEqual([
      ['meter-0', 'sample.meter', 0],
      ['meter-1', 'sample.meter', pointsPerDevice],
    ])
  })

  it('numbers what only the page knows past the end', () => {
    const table = { version: 'v', ...pointTableOf(liveRegister(1)) }
    const numberOf = seriesOf(table)
    expect(numberOf('meter-0', 'door')).toBe(4)
    expect(numberOf('meter-9', 'door')).toBe(table.size)
    expect(numberOf('meter-0', 'new')).toBe(table.size + 1)
  })

  it('says kind, unit, resolution and codes, so that a client without the declarations can read', () => {
    const table = { version: 'v', ...pointTableOf(liveRegister(1)) }
    expect(table.types['sample.meter']?.slice(0, 5)).toEqual([
      { id: 'power', kind: 'number', unit: 'kW', resolution: 0.01 },
      { id: 'energy', kind: 'counter', unit: 'kWh', resolution: 0.01 },
      { id: 'step', kind: 'number', unit: 'lx', resolution: 5 },
      { id: 'relay', kind: 'boolean' },
      { id: 'door', kind: 'state', codes: ['closed', 'open'] },
    ])
    expect([...scalesOf(table)]).toEqual([100, 100, -5, 1, 1, 1, 1])
  })

  it('passes over rows of an unknown type or past the size', () => {
    expect([
      ...pointsOf({
        version: 'v',
        size: 1,
        table: [
          ['a', 'none', 0],
          ['b', 'x', 7],
        ],
        types: { x: [{ id: 'p', kind: 'number' }] },
      }),
    ]).toEqual([])
  })
})
