import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { above, all, any, below, during, falling, happened, high, is, lifeSafety, low, medium, rising, silent } from '../../../../models/declare/index.ts'
import { compileAlarms } from '../../../../models/engines/compile-alarms.ts'
import { BrokenCondition, pointsOf } from '../../../../models/engines/compile-condition.ts'
import { playAlarm, toyDevice, words } from '../../../support/play-alarm.ts'

const full = (timers: { for?: number; clearsAfter?: number } = {}) =>
  medium({ ...words, when: above('level', 90, { deadband: 20 }), for: 0, clearsAfter: 0, ...timers })

describe('limits', () => {
  it('raises above the limit, not at it, and clears only beyond the dead band', () => {
    const bin = playAlarm(full())
    for (const [at, level] of [
      [0, 90],
      [1, 90.1],
      [2, 85],
      [3, 70.1],
      [4, 70],
      [5, 85],
    ] as const)
      bin.read(at, 'level', level)
    expect(bin.outcomes).toEqual([
      { at: 1, outcome: 'raise' },
      { at: 4, outcome: 'clear' },
    ])
  })

  it('turns the dead band round for a lower limit', () => {
    const battery = playAlarm(medium({ ...words, when: below('level', 20, { deadband: 5 }), for: 0, clearsAfter: 0 }))
    for (const [at, level] of [
      [0, 20],
      [1, 19.9],
      [2, 24.9],
      [3, 25],
    ] as const)
      battery.read(at, 'level', level)
    expect(battery.outcomes).toEqual([
      { at: 1, outcome: 'raise' },
      { at: 3, outcome: 'clear' },
    ])
  })

  it('compares booleans and states by their declared codes', () => {
    const door = playAlarm(high({ ...words, when: any(is('door', 'forced'), is('present', true)), for: 0, clearsAfter: 0 }))
    door.read(0, 'door', 'open')
    door.read(1, 'door', 'forced')
    door.read(2, 'door', 'closed')
    door.read(3, 'present', true)
    door.read(4, 'present', false)
    expect(door.outcomes.map(({ outcome }) => outcome)).toEqual(['raise', 'clear', 'raise', 'clear'])
  })
})

describe('delays', () => {
  it('raises only when the condition has held for the on-delay by the device’s clock', () => {
    const bin = playAlarm(full({ for: 60 }))
    bin.read(0, 'level', 95)
    bin.read(59, 'level', 96)
    expect(bin.outcomes).toEqual([])
    bin.read(60, 'level', 97)
    expect(bin.outcomes).toEqual([{ at: 60, outcome: 'raise' }])
  })

  it('starts anew when the condition was gone in between', () => {
    const bin = playAlarm(full({ for: 60 }))
    bin.read(0, 'level', 95)
    bin.read(50, 'level', 40)
    bin.read(55, 'level', 95)
    bin.read(100, 'level', 95)
    expect(bin.outcomes).toEqual([])
    bin.read(115, 'level', 95)
    expect(bin.outcomes).toEqual([{ at: 115, outcome: 'raise' }])
  })

  it('completes a delay by the tick when no further reading comes', () => {
    const bin = playAlarm(full({ for: 60, clearsAfter: 30 }))
    bin.read(0, 'level', 95)
    bin.ticks(1, 80)
    bin.read(100, 'level', 10)
    bin.ticks(101, 140)
    expect(bin.outcomes).toEqual([
      { at: 60, outcome: 'raise' },
      { at: 130, outcome: 'clear' },
    ])
  })

  it('does not let a device clock that runs behind shorten a delay', () => {
    const bin = playAlarm(full({ for: 60 }))
    bin.read(0, 'level', 95, { receivedAt: 300 })
    bin.ticks(301, 359)
    expect(bin.outcomes).toEqual([])
    bin.tick(360)
    expect(bin.outcomes).toEqual([{ at: 360, outcome: 'raise' }])
  })

  it('goes on with a delay after a restart', () => {
    const bin = playAlarm(full({ for: 60 }))
    bin.read(0, 'level', 95)
    bin.tick(30)
    bin.restart()
    bin.tick(59)
    expect(bin.outcomes).toEqual([])
    bin.tick(60)
    expect(bin.outcomes).toEqual([{ at: 60, outcome: 'raise' }])
  })
})

describe('bad, missing and late data', () => {
  it('neither raises nor clears by a value that is bad or not finite', () => {
    const bin = playAlarm(full())
    bin.read(0, 'level', 99, { isUsable: false })
    bin.read(1, 'level', Number.NaN)
    expect(bin.outcomes).toEqual([])
    bin.read(2, 'level', 99)
    bin.read(3, 'level', 1, { isUsable: false })
    bin.read(4, 'level', Number.POSITIVE_INFINITY)
    expect(bin.outcomes).toEqual([{ at: 2, outcome: 'raise' }])
  })

  it('never clears because nothing is heard', () => {
    const bin = playAlarm(full())
    bin.read(0, 'level', 99)
    bin.ticks(1, 200_000, 600)
    expect(bin.outcomes).toEqual([{ at: 0, outcome: 'raise' }])
  })

  it('raises no alarm from a reading more than ten minutes old', () => {
    const bin = playAlarm(full())
    bin.read(0, 'level', 99, { receivedAt: 601 })
    bin.ticks(602, 700)
    expect(bin.outcomes).toEqual([])
    bin.read(1, 'level', 99, { receivedAt: 601 })
    expect(bin.outcomes).toEqual([{ at: 601, outcome: 'raise' }])
  })

  it('raises a fire that is reported 37 minutes late', () => {
    const fire = playAlarm(lifeSafety({ ...words, when: above('level', 50, { deadband: 5 }) }))
    fire.read(0, 'level', 80, { receivedAt: 2220 })
    expect(fire.outcomes).toEqual([{ at: 2220, outcome: 'raise' }])
  })

  it('lets a late normal reading end what it is the newest word on', () => {
    const bin = playAlarm(full())
    bin.read(0, 'level', 99)
    bin.read(100, 'level', 10, { receivedAt: 2000 })
    expect(bin.outcomes).toEqual([
      { at: 0, outcome: 'raise' },
      { at: 2000, outcome: 'clear' },
    ])
  })

  it('ignores a straggler that is older than what is known', () => {
    const bin = playAlarm(full())
    bin.read(10, 'level', 99)
    bin.read(5, 'level', 10, { receivedAt: 11 })
    bin.read(20, 'level', 10)
    bin.read(15, 'level', 99, { receivedAt: 21 })
    expect(bin.outcomes).toEqual([
      { at: 10, outcome: 'raise' },
      { at: 20, outcome: 'clear' },
    ])
  })

  it('tells of a fire that a straggler reports, once, and that it is over', () => {
    const fire = playAlarm(lifeSafety({ ...words, when: above('level', 50, { deadband: 5 }) }))
    fire.read(3000, 'level', 5)
    fire.read(1000, 'level', 80, { receivedAt: 3001 })
    fire.read(1010, 'level', 85, { receivedAt: 3002 })
    fire.read(990, 'level', 60, { receivedAt: 3003 })
    expect(fire.outcomes).toEqual([{ at: 3001, outcome: 'raiseAndClear' }])
    fire.read(3010, 'level', 90)
    expect(fire.outcomes.at(-1)).toEqual({ at: 3010, outcome: 'raise' })
  })

  it('does not report a fire twice when a straggler comes out of an excursion already told', () => {
    const fire = playAlarm(lifeSafety({ ...words, when: above('level', 50, { deadband: 5 }) }))
    fire.read(100, 'level', 80)
    fire.read(200, 'level', 5)
    fire.read(150, 'level', 85, { receivedAt: 201 })
    expect(fire.outcomes).toEqual([
      { at: 100, outcome: 'raise' },
      { at: 200, outcome: 'clear' },
    ])
  })
})

describe('trends', () => {
  it('measures change per minute between readings at least 20 s apart', () => {
    const heat = playAlarm(medium({ ...words, when: rising('level', 8), for: 0, clearsAfter: 0 }))
    heat.read(0, 'level', 20)
    heat.read(10, 'level', 40)
    expect(heat.outcomes).toEqual([])
    heat.read(30, 'level', 25)
    heat.read(60, 'level', 26)
    expect(heat.outcomes).toEqual([
      { at: 30, outcome: 'raise' },
      { at: 60, outcome: 'clear' },
    ])
  })

  it('sees a fall in the same way, and nothing in a first reading', () => {
    const tank = playAlarm(medium({ ...words, when: falling('level', 5), for: 0, clearsAfter: 0 }))
    tank.read(0, 'level', 5)
    tank.read(60, 'level', 60)
    expect(tank.outcomes).toEqual([])
    tank.read(120, 'level', 54)
    expect(tank.outcomes).toEqual([{ at: 120, outcome: 'raise' }])
  })
})

describe('events', () => {
  const help = lifeSafety({ ...words, when: happened('call', 'pressed', { hold: 600, endedBy: 'ended' }) })

  it('holds after the event until the hold is over', () => {
    const call = playAlarm(help)
    call.read(0, 'call', 'test')
    call.read(5, 'call', { code: 'pressed', detail: '卫生间' })
    call.ticks(6, 700)
    expect(call.outcomes).toEqual([
      { at: 5, outcome: 'raise' },
      { at: 605, outcome: 'clear' },
    ])
  })

  it('ends with the event that ends it', () => {
    const call = playAlarm(help)
    call.read(5, 'call', 'pressed')
    call.read(90, 'call', 'ended')
    expect(call.outcomes).toEqual([
      { at: 5, outcome: 'raise' },
      { at: 90, outcome: 'clear' },
    ])
  })

  it('tells again when help is called for again while it is active, but not for a retransmission', () => {
    const call = playAlarm(help)
    for (const at of [5, 10, 15, 20, 300]) call.read(at, 'call', 'pressed')
    expect(call.outcomes).toEqual([
      { at: 5, outcome: 'raise' },
      { at: 300, outcome: 'again' },
    ])
  })

  it('raises a call that arrives late and lets its hold count from when it was made', () => {
    const call = playAlarm(help)
    call.read(0, 'call', 'pressed', { receivedAt: 2000 })
    call.tick(2001)
    expect(call.outcomes).toEqual([
      { at: 2000, outcome: 'raise' },
      { at: 2001, outcome: 'clear' },
    ])
  })
})

describe('silence', () => {
  it('raises when nothing was heard for so long and clears with the next message, in either order at the same millisecond', () => {
    const device = playAlarm(low({ ...words, when: silent(150), for: 0, clearsAfter: 0 }))
    device.read(0, 'level', 5)
    device.tick(149)
    expect(device.outcomes).toEqual([])
    device.tick(150)
    device.read(150, 'level', 5)
    device.tick(150)
    expect(device.outcomes).toEqual([
      { at: 150, outcome: 'raise' },
      { at: 150, outcome: 'clear' },
    ])
    device.read(300, 'level', 5)
    device.tick(300)
    expect(device.outcomes).toHaveLength(2)
  })

  it('counts a bad value as a sign of life', () => {
    const device = playAlarm(low({ ...words, when: silent(150), for: 0, clearsAfter: 0 }))
    device.read(140, 'level', Number.NaN)
    device.tick(200)
    expect(device.outcomes).toEqual([])
  })
})

describe('hours of the day', () => {
  const leak = medium({ ...words, when: all(above('level', 30, { deadband: 10 }), during(1, 5)), for: 600, clearsAfter: 0 })

  it('raises a leak only after ten minutes of flow at night', () => {
    const water = playAlarm(leak)
    water.read(0, 'level', 50)
    water.ticks(1, 3600 + 599, 1)
    expect(water.outcomes).toEqual([])
    water.ticks(3600 + 600, 5 * 3600, 60)
    expect(water.outcomes[0]).toEqual({ at: 3600 + 600, outcome: 'raise' })
    expect(water.outcomes.at(-1)).toEqual({ at: 5 * 3600, outcome: 'clear' })
  })

  it('goes over midnight', () => {
    const noise = playAlarm(low({ ...words, when: all(above('level', 55, { deadband: 3 }), during(22, 6)), for: 0, clearsAfter: 0 }))
    noise.read(5 * 3600 + 3599, 'level', 60)
    noise.read(6 * 3600, 'level', 60)
    noise.read(21 * 3600, 'level', 61)
    noise.read(22 * 3600, 'level', 60)
    expect(noise.outcomes.map(({ at, outcome }) => [at / 3600, outcome])).toEqual([
      [5 + 3599 / 3600, 'raise'],
      [6, 'clear'],
      [22, 'raise'],
    ])
  })
})

describe('declarations', () => {
  it.each([
    ['a limit on a state', above('door', 1, { deadband: 0 })],
    ['a point that is not there', is('nothing', true)],
    ['a state that is not there', is('door', 'ajar')],
    ['an event that is not there', happened('call', 'shouted', { hold: 1 })],
    ['a state for a boolean', is('present', 'yes')],
  ])('stops the start at %s', (_, when) => {
    expect(() => compileAlarms(toyDevice({ alarm: medium({ ...words, when }) }), 480)).toThrow(BrokenCondition)
  })

  it('names every point of a condition once, the shown one first', () => {
    expect(pointsOf(all(is('door', 'open'), any(above('level', 1, { deadband: 0 }), below('level', 0, { deadband: 0 })), silent(5), during(1, 2)))).toEqual([
      'door',
      'level',
    ])
  })
})

describe('any sequence', () => {
  const step = fc.record({
    gap: fc.integer({ min: 0, max: 900 }),
    lag: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 4000 })),
    value: fc.oneof(fc.double({ min: 0, max: 100, noNaN: true }), fc.constantFrom(Number.NaN, 1e308)),
    isUsable: fc.boolean(),
    ticks: fc.integer({ min: 0, max: 3 }),
  })
  const alarms = [
    full({ for: 60, clearsAfter: 60 }),
    lifeSafety({ ...words, when: above('level', 50, { deadband: 10 }) }),
    high({ ...words, when: any(above('level', 90, { deadband: 5 }), rising('level', 20)) }),
    low({ ...words, when: all(above('level', 30, { deadband: 5 }), during(1, 13)), for: 30 }),
  ]
  const play = (
    alarm: (typeof alarms)[number],
    steps: readonly { gap: number; lag: number; value: number; isUsable: boolean; ticks: number }[],
    restarts: boolean,
  ) => {
    const played = playAlarm(alarm)
    let now = 0
    for (const { gap, lag, value, isUsable, ticks } of steps) {
      now += gap
      played.read(now - lag, 'level', value, { receivedAt: now, isUsable })
      if (restarts) played.restart()
      for (let i = 0; i < ticks; i += 1) {
        now += 7
        played.tick(now)
      }
      if (restarts) played.restart()
    }
    return played
  }

  it('raises and clears by turns, and says the same after a restart at every step', () => {
    fc.assert(
      fc.property(fc.constantFrom(...alarms), fc.array(step, { maxLength: 60 }), (alarm, steps) => {
        const played = play(alarm, steps, false)
        const turns = played.outcomes.map(({ outcome }) => outcome).filter((outcome) => outcome === 'raise' || outcome === 'clear')
        expect(turns).toEqual(turns.map((_, index) => (index % 2 === 0 ? 'raise' : 'clear')))
        expect(played.memory.active).toBe(turns.length % 2 === 1)
        expect(play(alarm, steps, true).outcomes).toEqual(played.outcomes)
      }),
      { numRuns: 300 },
    )
  })

  it('gives the same object back when nothing happens', () => {
    const bin = playAlarm(full())
    const before = bin.memory
    for (let at = 0; at < 100; at += 1) bin.read(at, 'level', (at * 7) % 90)
    bin.ticks(100, 200)
    expect(bin.memory).toBe(before)
  })

  it('agrees with a plain rule for readings in order without delays', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 80 }), (levels) => {
        const played = playAlarm(full())
        for (const [at, level] of levels.entries()) played.read(at, 'level', level)
        let active = false
        for (const level of levels) active = level > (active ? 70 : 90)
        expect(played.memory.active).toBe(active)
      }),
    )
  })
})
