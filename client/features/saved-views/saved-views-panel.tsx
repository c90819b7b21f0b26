import { X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { sceneHand } from '../../state/scene-hand.ts'
import { toggleViews } from '../../state/tools.ts'
import { useTwin } from '../../state/twin.ts'
import { type View, view } from '../../state/view.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { goToView, savable } from './go-to-view.ts'
import { mostViews, type SavedView } from './saved-views.ts'
import { shippedViews } from './shipped-views.ts'
import { savedViewStrings as strings } from './strings.ts'
import { useSavedViews } from './use-saved-views.ts'
import { ViewRow } from './view-row.tsx'
import './saved-views.css'

/** How a view and its address belong together; the page’s own way, handed in. */
export type Addresses = { readonly write: (view: View) => string; readonly read: (query: string) => View }

/** Views by name: those of this community, and those kept on this machine; each with its number key. */
export function SavedViewsPanel({ addresses }: { readonly addresses: Addresses }) {
  const { community } = useTwin()
  const text = useText()
  const language = useLanguage()
  const { views, isKept, removed, add, rename, remove, undo } = useSavedViews(community.id)
  const [name, setName] = useState('')
  const shipped = shippedViews(community)
  const save = (event: FormEvent): void => {
    event.preventDefault()
    const now = view.getState()
    const viewpoint = now.walk ? null : (sceneHand.getState().hand?.viewpoint() ?? null)
    add({ id: crypto.randomUUID(), name, query: addresses.write({ ...savable(now), viewpoint }) })
    setName('')
  }
  const isFull = views.length >= mostViews
  return (
    <div className="panel tool-panel saved-views">
      <div className="tool-panel-head">
        <span>{text(strings.title)}</span>
        <button type="button" className="button small icon-only quiet" aria-label={text(strings.close)} onClick={toggleViews}>
          <X size={14} aria-hidden="true" />
        </button>
      </div>
      <form onSubmit={save}>
        <input
          className="field"
          aria-label={text(strings.name)}
          placeholder={text(strings.name)}
          value={name}
          maxLength={40}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="button small" disabled={isFull || name.trim() === ''}>
          {text(strings.save)}
        </button>
      </form>
      {isFull && <p>{text(strings.full, { count: mostViews })}</p>}
      {!isKept && <p>{text(strings.notKept)}</p>}
      {removed && (
        <p role="status">
          {text(strings.removed, { name: removed.view.name })}{' '}
          <button type="button" className="button small" onClick={undo}>
            {text(strings.undo)}
          </button>
        </p>
      )}
      <ol aria-label={text(strings.mine)}>
        {views.map((each: SavedView, index) => (
          <ViewRow
            key={each.id}
            name={each.name}
            digit={index + 1}
            link={each.query}
            onGo={() => goToView(addresses.read(each.query))}
            onRename={(to) => rename(each.id, to)}
            onRemove={() => remove(each.id)}
          />
        ))}
      </ol>
      <h3>{text(strings.ofCommunity)}</h3>
      <ol aria-label={text(strings.ofCommunity)}>
        {shipped.map((each, index) => (
          <ViewRow
            key={each.name.zh}
            name={each.name[language]}
            digit={views.length + index + 1}
            link={addresses.write(each.view)}
            onGo={() => goToView(each.view)}
          />
        ))}
      </ol>
    </div>
  )
}
