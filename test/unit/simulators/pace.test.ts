import { describe, expect, it } from 'vitest'
import { createPace } from '../../../simulators/pace.ts'

/** A machine where time passes by working and resting only. */
function createMachine(share: number) {
  let [now, own, server] = [0, 0, 0]
  const rested: number[] = []
  const pace = createPace({
    share,
    cpuMs: { own: () => own, server: () => server },
    monotonic: () => now,
    sleep: async (ms) => {
      rested.push(ms)
      now += ms
    },
  })
  return {
    pace,
    rested,
    /** So much CPU time is used on both sides while so much time passes. */
    work: (ownMs: number, serverMs: number, passedMs = ownMs + serverMs) => {
      own += ownMs
      server += serverMs
      now += passedMs
    },
    get share() {
      return (own + server) / now
    },
  }
}

describe('the pace of the back-fill', () => {
  it('uses a quarter of a core counting what the server does with the readings', async () => {
    const machine = createMachine(0.25)
    for (let step = 0; step < 200; step += 1) {
      machine.work(20, 55)
      await machine.pace.rest()
    }
    expect(machine.share).toBeGreaterThan(0.24)
    expect(machine.share).toBeLessThan(0.2501)
  })

  it('counts work of the server that is told later', async () => {
    const machine = createMachine(0.25)
    for (let step = 0; step < 200; step += 1) {
      machine.work(20, step % 5 === 4 ? 275 : 0)
      await machine.pace.rest()
    }
    expect(machine.share).toBeLessThan(0.26)
  })

  it('does not rest where the work itself was slow enough', async () => {
    const machine = createMachine(0.25)
    machine.work(20, 55, 1000)
    await machine.pace.rest()
    expect(machine.rested).toEqual([])
  })

  it('saves up nothing while it is slow', async () => {
    const machine = createMachine(0.25)
    machine.work(0, 0, 60_000)
    await machine.pace.rest()
    machine.work(20, 55)
    await machine.pace.rest()
    expect(machine.rested).toEqual([225])
  })

  it('goes on at a fortieth of a core while the server is busy for others', async () => {
    const machine = createMachine(0.25)
    for (let step = 0; step < 50; step += 1) {
      machine.work(20, 600)
      await machine.pace.rest()
    }
    expect(Math.max(...machine.rested)).toBe(800)
  })

  it('has forgotten a busy hour ten seconds after it', async () => {
    const machine = createMachine(0.25)
    machine.work(1, 3_600_000)
    await machine.pace.rest()
    machine.work(0, 0, 10_000)
    await machine.pace.rest()
    machine.work(20, 55)
    await machine.pace.rest()
    expect(machine.rested.at(-1)).toBeCloseTo(225)
  })
})
