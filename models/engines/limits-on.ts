import type { Condition } from '../subsystem.ts'

export type LimitOn = { readonly limit: number; readonly isAbove: boolean }

/** The limits that a condition sets on a point, in the point's unit. */
export function limitsOn(condition: Condition, point: string): LimitOn[] {
  switch (condition.test) {
    case 'above':
    case 'below':
      return condition.point === point ? [{ limit: condition.limit, isAbove: condition.test === 'above' }] : []
    case 'all':
    case 'any':
      return condition.of.flatMap((part) => limitsOn(part, point))
    case 'rising':
    case 'falling':
    case 'is':
    case 'event':
    case 'silent':
    case 'hours':
      return []
  }
}
