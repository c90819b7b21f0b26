import { Link2, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useText } from '../../ui/text.tsx'
import { savedViewStrings as strings } from './strings.ts'

type Props = {
  readonly name: string
  /** Its place in the list: the first nine have a key. */
  readonly digit: number
  readonly link: string
  readonly onGo: () => void
  /** Absent for a view that is not one’s own. */
  readonly onRename?: (name: string) => void
  readonly onRemove?: () => void
}

/** One view: go there, send it, call it otherwise, take it away. */
export function ViewRow({ name, digit, link, onGo, onRename, onRemove }: Props) {
  const text = useText()
  const [isRenaming, setRenaming] = useState(false)
  const [said, setSaid] = useState<'copied' | 'notCopied' | null>(null)
  const copy = (): void => {
    const address = `${location.origin}/${link}`
    // A page that is not served securely has no clipboard at all.
    const copying: Promise<void> = navigator.clipboard ? navigator.clipboard.writeText(address) : Promise.reject(new Error('no clipboard'))
    copying.then(
      () => setSaid('copied'),
      () => setSaid('notCopied'),
    )
  }
  if (isRenaming && onRename)
    return (
      <li>
        <input
          className="field"
          aria-label={text(strings.renamed)}
          defaultValue={name}
          maxLength={40}
          // biome-ignore lint/a11y/noAutofocus: it stands in place of the button that was pressed to get it
          autoFocus
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'Escape') return
            event.preventDefault()
            event.stopPropagation()
            if (event.key === 'Enter') onRename(event.currentTarget.value)
            setRenaming(false)
          }}
          onBlur={(event) => {
            onRename(event.currentTarget.value)
            setRenaming(false)
          }}
        />
      </li>
    )
  return (
    <li>
      <button type="button" className="view-go" onClick={onGo}>
        <kbd>{digit <= 9 ? `Alt ${digit}` : ''}</kbd>
        <span>{name}</span>
      </button>
      <button type="button" className="button small icon-only quiet" aria-label={`${text(strings.copy)} ${name}`} title={text(strings.copy)} onClick={copy}>
        <Link2 size={14} aria-hidden="true" />
      </button>
      {onRename && (
        <button
          type="button"
          className="button small icon-only quiet"
          aria-label={`${text(strings.rename)} ${name}`}
          title={text(strings.rename)}
          onClick={() => setRenaming(true)}
        >
          <Pencil size={14} aria-hidden="true" />
        </button>
      )}
      {onRemove && (
        <button
          type="button"
          className="button small icon-only quiet"
          aria-label={`${text(strings.remove)} ${name}`}
          title={text(strings.remove)}
          onClick={onRemove}
        >
          <Trash2 size={14} aria-hidden="true" />
        </button>
      )}
      {said && (
        <span role="status" className="view-said">
          {text(strings[said])}
        </span>
      )}
    </li>
  )
}
