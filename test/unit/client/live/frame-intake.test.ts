import { describe, expect, it } from 'vitest'
import { FrameIntake } from '../../../../client/live/frame-intake.ts'
import { createTelemetryBuffer } from '../../../../client/live/telemetry-buffer.ts'
import { ByteWriter } from '../../../../models/protocol/live/byte-writer.ts'
import { encodeFrame } from '../../../../models/protocol/live/encode-frame.ts'
import type { FrameKind } from '../../../../models/protocol/live/frame-header.ts'
import { createPointColumns } from '../../../../models/protocol/live/point-columns.ts'
import { pointTableOf, scalesOf } from '../../../../models/protocol/live/point-table.ts'
import { liveRegister } from '../../../support/live-register.ts'

const register = liveRegister(2)
const scales = scalesOf({ version: '', ...pointTableOf(register) })

function frame(kind: FrameKind, previous: number, sequence: number, value: number): Uint8Array {
  const columns = createPointColumns(register.series.length)
  columns.value[0] = value
  columns.time[0] = sequence
  columns.received[0] = sequence
  return encodeFrame(new ByteWriter(), { kind, sequence, previous, time: sequence }, columns, [0], scales)
}

function createIntake() {
  const buffer = createTelemetryBuffer(register)
  const asked: (number | null)[] = []
  const intake = new FrameIntake({ buffer, scales, askResync: (since) => asked.push(since), onApplied: () => undefined })
  return { buffer, asked, intake }
}

describe('the intake of frames', () => {
  it('asks once for a missing frame and goes on with what closes the gap', () => {
    const { buffer, asked, intake } = createIntake()
    intake.take(frame('snapshot', 0, 10, 1))
    intake.take(frame('delta', 11, 12, 3))
    intake.take(frame('delta', 12, 13, 4))
    expect(asked).toEqual([10])
    expect(buffer.value[0]).toBe(1)
    intake.take(frame('delta', 10, 13, 4))
    expect(buffer.value[0]).toBe(4)
    intake.take(frame('delta', 13, 14, 5))
    expect(buffer.value[0]).toBe(5)
    expect(asked).toEqual([10])
  })

  it('never goes back to an older state', () => {
    const { buffer, intake } = createIntake()
    intake.take(frame('snapshot', 0, 10, 1))
    intake.take(frame('delta', 8, 9, 99))
    expect(buffer.value[0]).toBe(1)
  })

  it('takes frames of what is shown only, a snapshot first', () => {
    const { buffer, intake } = createIntake()
    intake.take(frame('snapshot', 0, 10, 1))
    intake.show('replay')
    intake.take(frame('delta', 10, 11, 2))
    intake.take(frame('replayDelta', 1, 2, 3))
    expect(buffer.value[0]).toBe(1)
    intake.take(frame('replaySnapshot', 0, 3, 4))
    intake.take(frame('replayDelta', 3, 4, 5))
    expect(buffer.value[0]).toBe(5)
    intake.show('live')
    intake.take(frame('replayDelta', 4, 5, 6))
    expect(buffer.value[0]).toBe(5)
    expect(intake.liveSequence).toBeNull()
  })

  it('asks for everything after a frame it cannot read', () => {
    const { buffer, asked, intake } = createIntake()
    intake.take(frame('snapshot', 0, 10, 1))
    intake.take(frame('delta', 10, 11, 2).subarray(0, 8))
    expect(asked).toEqual([null])
    intake.take(frame('snapshot', 0, 12, 7))
    expect(buffer.value[0]).toBe(7)
  })
})
