import { z } from 'zod'
import type { PointEntry, Register } from '../../models/register.ts'
import { Problem } from '../platform/problem.ts'
import { badCursor, decodeCursor, encodeCursor } from './cursor.ts'

const Place = z.tuple([z.string(), z.string()])

export type PointFilter = { readonly subsystem?: string | undefined; readonly device?: string | undefined; readonly after?: string | undefined }

/** The points a caller asks for, in the register's order, from the cursor on. Throws a Problem for an unknown subsystem, device or cursor. */
export function pointsAskedFor(register: Register, { subsystem, device, after }: PointFilter): readonly PointEntry[] {
  const all = filtered(register, subsystem, device)
  if (after === undefined) return all
  const [deviceId, pointId] = decodeCursor(Place, after)
  const index = all.findIndex((point) => point.device.id === deviceId && point.id === pointId)
  if (index < 0) throw badCursor()
  return all.slice(index + 1)
}

export const cursorOf = (point: PointEntry): string => encodeCursor([point.device.id, point.id])

const orders = new WeakMap<Register, readonly PointEntry[]>()

function filtered(register: Register, subsystem: string | undefined, device: string | undefined): readonly PointEntry[] {
  if (subsystem !== undefined && !register.bySubsystem.has(subsystem)) throw unknownSubsystem(subsystem)
  if (device !== undefined) {
    const entry = register.devices.get(device)
    if (!entry) throw unknownDevice(device)
    return subsystem === undefined || entry.subsystem.id === subsystem ? [...entry.points.values()] : []
  }
  if (subsystem !== undefined) return (register.bySubsystem.get(subsystem) ?? []).flatMap((entry) => [...entry.points.values()])
  const known = orders.get(register)
  if (known) return known
  const made = [...register.devices.values()].flatMap((entry) => [...entry.points.values()])
  orders.set(register, made)
  return made
}

export const unknownSubsystem = (id: string): Problem =>
  new Problem(404, 'unknown_subsystem', { zh: `没有子系统 ${id.slice(0, 100)}。`, en: `There is no subsystem ${id.slice(0, 100)}.` })
export const unknownDevice = (id: string): Problem =>
  new Problem(404, 'unknown_device', { zh: `没有设备 ${id.slice(0, 130)}。`, en: `There is no device ${id.slice(0, 130)}.` })
