import type { ReactNode } from 'react'

/** One line of the card: what it is about, and what is known of it. */
export function FireRow({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

type FireChipProps = { readonly onPick: () => void; readonly isGrave?: boolean; readonly children: ReactNode }

/** A thing that can be gone to. */
export function FireChip({ onPick, isGrave = false, children }: FireChipProps) {
  return (
    <button type="button" className="fire-chip number" data-grave={isGrave || undefined} onClick={onPick}>
      {children}
    </button>
  )
}
