import { describe, expect, it } from 'vitest'
import { nextStoreys, wayOf } from '../../../../client/state/next-storeys.ts'
import type { Focus } from '../../../../client/state/view.ts'

const house: Focus = { level: 'building', building: '1' }
const storey: Focus = { level: 'floor', building: '1', floor: 2 }
const home: Focus = { level: 'home', building: '1', floor: 2, home: '1-1-201' }

describe('the ways storeys can stand', () => {
  it('each come once before the usual one is back, at every level', () => {
    for (const focus of [house, storey, home]) {
      const seen: string[] = []
      let way = nextStoreys(focus, 'usual')
      while (way !== 'usual') {
        seen.push(way)
        expect(wayOf(focus, way)).toBe(way)
        way = nextStoreys(focus, way)
      }
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen).toContain('alone')
    }
  })

  it('cost no press without effect when a choice of another level is carried along', () => {
    expect(nextStoreys(house, 'stacked')).toBe('apart')
    expect(nextStoreys(storey, 'apart')).toBe('stacked')
  })

  it('are none to choose for a whole community', () => {
    expect(nextStoreys({ level: 'community' }, 'usual')).toBe('usual')
  })
})
