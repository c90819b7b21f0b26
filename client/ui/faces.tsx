import type { ReactNode } from 'react'
import { useText } from './text.tsx'

/** The four faces a panel has besides its content: loading, empty, stale, error. */
export function LoadingFace() {
  const text = useText()
  return (
    <div className="face" role="status" data-face="loading">
      <span className="visually-hidden">{text({ zh: '正在读取…', en: 'Loading…' })}</span>
      <div className="skeleton" aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
    </div>
  )
}

export function EmptyFace({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="face" data-face="empty">
      <strong>{title}</strong>
      {children}
    </div>
  )
}

export function ErrorFace({ error, retry }: { readonly error: unknown; readonly retry?: (() => void) | undefined }) {
  const text = useText()
  const reason = error instanceof Error ? error.message : String(error)
  return (
    <div className="face face-error" role="alert" data-face="error">
      <strong>{text({ zh: '没能取到数据', en: 'The data could not be fetched' })}</strong>
      <span>{reason}</span>
      {retry && (
        <button type="button" className="button small" onClick={retry}>
          {text({ zh: '再试一次', en: 'Try again' })}
        </button>
      )}
    </div>
  )
}

export function StaleNote({ children }: { readonly children: ReactNode }) {
  return (
    <p className="stale-note hatched" data-face="stale" data-kind="time">
      {children}
    </p>
  )
}
