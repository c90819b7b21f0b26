import { X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { useText } from './text.tsx'

type PanelProps = {
  readonly title: string
  readonly className?: string
  readonly actions?: ReactNode
  readonly onClose?: (() => void) | undefined
  readonly children: ReactNode
}

export function Panel({ title, className = '', actions, onClose, children }: PanelProps) {
  const id = useId()
  const text = useText()
  return (
    <section className={`panel ${className}`} aria-labelledby={id}>
      <header className="panel-head">
        <h2 id={id} data-kind="name">
          {title}
        </h2>
        {actions}
        {onClose && (
          <button type="button" className="button quiet small icon-only" onClick={onClose} aria-label={text({ zh: '关闭', en: 'Close' })}>
            <X size={16} />
          </button>
        )}
      </header>
      {children}
    </section>
  )
}
