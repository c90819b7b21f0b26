import type { LucideIcon } from 'lucide-react'
import type { Text } from '../../../models/text.ts'
import { useText } from '../../ui/text.tsx'

type Props = {
  readonly icon: LucideIcon
  readonly name: Text
  /** The key that does the same. */
  readonly hint: string
  readonly pressed?: boolean
  readonly disabled?: boolean
  readonly onPress: () => void
}

/** One tool: its picture, its name for whoever hovers or hears it, its key. */
export function ToolButton({ icon: Icon, name, hint, pressed, disabled, onPress }: Props) {
  const text = useText()
  return (
    <button
      type="button"
      className="tool"
      aria-label={text(name)}
      aria-keyshortcuts={hint}
      title={`${text(name)}  ${hint}`}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onPress}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
    </button>
  )
}
