import { createStore } from 'zustand/vanilla'
import type { DeviceEntry } from '../../models/register.ts'

/** Devices that tell of one person's body or distress: what they say is for who cares for that person. There are no accounts yet, so it lies behind a deliberate act. */
export const isPersonal = ({ subsystem, device }: Pick<DeviceEntry, 'subsystem' | 'device'>): boolean =>
  subsystem.need === 'care' && device.place.home !== undefined

/** The devices whose details were opened on this page, each by its own act; forgotten when the page is left. */
export const opened = createStore<{ readonly devices: ReadonlySet<string> }>()(() => ({ devices: new Set() }))

export const openDetails = (device: string): void => opened.setState(({ devices }) => ({ devices: new Set([...devices, device]) }))

export const isHidden = (entry: DeviceEntry): boolean => isPersonal(entry) && !opened.getState().devices.has(entry.id)
