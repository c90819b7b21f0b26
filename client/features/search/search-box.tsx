import { type KeyboardEvent, useId, useMemo, useState } from 'react'
import { focusOfPlace, goToBuilding, goToHome } from '../../state/navigate.ts'
import { useTwin } from '../../state/twin.ts'
import { view } from '../../state/view.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useLanguage, useText } from '../../ui/text.tsx'
import { buildSearchIndex, type Entry, type FoundKind, searchIndex } from './search-index.ts'
import { searchStrings as strings } from './strings.ts'
import { usePinyin } from './use-pinyin.ts'
import './search.css'

const kindIcons: Readonly<Record<FoundKind, string>> = { building: 'building-2', home: 'house', bay: 'square-parking', device: 'circle-dot' }

/** Finds a device, home, building or bay by a part of its id, its name in either language, or pinyin; Enter goes there. */
export function SearchBox({ onClose }: { readonly onClose: () => void }) {
  const { register, places } = useTwin()
  const language = useLanguage()
  const text = useText()
  const listId = useId()
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const pinyin = usePinyin()
  const index = useMemo(() => buildSearchIndex(register, places, pinyin), [register, places, pinyin])
  const found = useMemo(() => searchIndex(index, query, 12), [index, query])
  const go = ({ kind, id }: Entry): void => {
    const device = register.devices.get(id)
    if (kind === 'home') goToHome(places, id)
    else if (kind === 'building') goToBuilding(id)
    else
      view.setState({
        selection: { kind, id },
        ...(kind === 'device' && device ? { focus: focusOfPlace(places, device.device.place) } : { focus: { level: 'community' } }),
      })
    onClose()
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setActive((was) => Math.min(found.length - 1, Math.max(0, was + (event.key === 'ArrowDown' ? 1 : -1))))
    }
    const chosen = found[active]
    if (event.key === 'Enter' && chosen && !event.nativeEvent.isComposing) go(chosen)
  }
  return (
    <Dialog title={text(strings.title)} className="search" onClose={onClose}>
      <input
        autoFocus
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-activedescendant={found[active] ? `${listId}-${active}` : undefined}
        aria-label={text(strings.title)}
        placeholder={text(strings.placeholder)}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKey}
        autoComplete="off"
        spellCheck={false}
      />
      <ul data-kind="name" id={listId} role="listbox" aria-label={text(strings.title)}>
        {found.map((entry, at) => (
          <li
            key={`${entry.kind}${entry.id}`}
            id={`${listId}-${at}`}
            role="option"
            aria-selected={at === active}
            onPointerMove={() => setActive(at)}
            onClick={() => go(entry)}
          >
            <Icon name={entry.kind === 'device' ? (register.devices.get(entry.id)?.subsystem.icon ?? 'circle-dot') : kindIcons[entry.kind]} />
            <span className="grow">{entry[language]}</span>
            <span className="faint">{entry.kind === 'device' ? entry.id : text(strings[entry.kind])}</span>
          </li>
        ))}
      </ul>
      <p className="search-hint faint">{query.trim() !== '' && found.length === 0 ? text(strings.nothing, { query }) : text(strings.hint)}</p>
    </Dialog>
  )
}
