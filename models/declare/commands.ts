import type { Argument, Command, Danger } from '../subsystem.ts'
import type { Text } from '../text.ts'

type Spec = { readonly name: Text; readonly danger: Danger; readonly arguments?: Command['arguments']; readonly confirmedBy?: Command['confirmedBy'] }

/** What the device can be told to do. `confirmedBy` is the point by which the effect is read back. */
export const command = ({ name, danger, arguments: given, confirmedBy }: Spec): Command =>
  confirmedBy ? { name, danger, arguments: given ?? {}, confirmedBy } : { name, danger, arguments: given ?? {} }

export const numberArgument = (name: Text, unit: string, range: readonly [number, number]): Argument => ({ kind: 'number', name, unit, range })
export const choiceArgument = (name: Text, choices: Readonly<Record<string, Text>>): Argument => ({ kind: 'choice', name, choices })
export const textArgument = (name: Text, maxLength: number): Argument => ({ kind: 'text', name, maxLength })

/** Read back: the point shows what the argument said. */
export const theArgument = (argument: string): { readonly argument: string } => ({ argument })
