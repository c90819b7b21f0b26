import type { AlarmClass } from '../../models/subsystem.ts'
import type { Text } from '../../models/text.ts'
import { useText } from './text.tsx'

export type MarkState = 'unacknowledged' | 'acknowledged' | 'returned' | 'suppressed'

export const priorityNames: Readonly<Record<AlarmClass, Text>> = {
  lifeSafety: { zh: '危及生命', en: 'Life safety' },
  high: { zh: '高', en: 'High' },
  medium: { zh: '中', en: 'Medium' },
  low: { zh: '低', en: 'Low' },
}

export const priorityNumbers: Readonly<Record<AlarmClass, number>> = { lifeSafety: 1, high: 2, medium: 3, low: 4 }

/** Colour is never the only sign: each priority has its shape and number too (square 1, triangle 2, circle 3, diamond 4). */
export function PriorityMark({
  class: priority,
  state = 'acknowledged',
  size = 18,
  letter,
}: {
  readonly class: AlarmClass
  readonly state?: MarkState
  readonly size?: number
  readonly letter?: string | undefined
}) {
  const text = useText()
  return (
    <svg
      className="priority-mark"
      data-kind="name"
      role="img"
      aria-label={`${priorityNumbers[priority]} ${text(priorityNames[priority])}`}
      data-class={priority}
      data-state={state}
      width={size}
      height={size}
      viewBox="0 0 20 20"
    >
      <Shape of={priority} />
      <text x="10" y={priority === 'high' ? 16.2 : 14}>
        {letter ?? priorityNumbers[priority]}
      </text>
    </svg>
  )
}

function Shape({ of }: { readonly of: AlarmClass }) {
  switch (of) {
    case 'lifeSafety':
      return <rect className="shape" x="1.5" y="1.5" width="17" height="17" rx="2" />
    case 'high':
      return <path className="shape" d="M10 1.2 19.2 18.2H.8Z" />
    case 'medium':
      return <circle className="shape" cx="10" cy="10" r="8.7" />
    case 'low':
      return <path className="shape" d="M10 .6 19.4 10 10 19.4.6 10Z" />
  }
}
