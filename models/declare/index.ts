import type { Text } from '../text.ts'

export * from './alarm-classes.ts'
export * from './commands.ts'
export * from './conditions.ts'
export * from './device.ts'
export * from './overlays.ts'
export * from './points.ts'
export * from './time.ts'
export * from './usual.ts'

/** Words a person reads: Chinese first. */
export const text = (zh: string, en: string): Text => ({ zh, en })
