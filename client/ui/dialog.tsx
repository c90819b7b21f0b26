import { type ReactNode, useEffect, useRef } from 'react'

type DialogProps = { readonly title: string; readonly className?: string; readonly onClose: () => void; readonly children: ReactNode }

/** A modal sheet: the browser keeps the focus inside and gives it back; Esc and a press outside close it. */
export function Dialog({ title, className = '', onClose, children }: DialogProps) {
  const sheet = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const opened = sheet.current
    opened?.showModal?.()
    return () => opened?.close?.()
  }, [])
  return (
    <dialog
      ref={sheet}
      className={`dialog ${className}`}
      aria-label={title}
      onClose={onClose}
      onCancel={onClose}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className="dialog-body">{children}</div>
    </dialog>
  )
}
