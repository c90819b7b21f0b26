import type { Subsystem } from '../subsystem.ts'

/** The only place where all subsystems are named; their order is that of lists and layers. */
export const subsystems: readonly Subsystem[] = []
