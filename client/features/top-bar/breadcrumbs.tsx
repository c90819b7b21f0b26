import { focusOn, select } from '../../state/navigate.ts'
import { floorName } from '../../state/places.ts'
import { useTwin } from '../../state/twin.ts'
import { useView } from '../../state/use-view.ts'
import type { Focus } from '../../state/view.ts'
import { useLanguage, useText } from '../../ui/text.tsx'
import { topBarStrings as strings } from './strings.ts'

type Crumb = { readonly name: string; readonly focus: Focus }

/** Community / building / floor / home; each is the way back to its level. */
export function Breadcrumbs() {
  const { community, places } = useTwin()
  const focus = useView((view) => view.focus)
  const language = useLanguage()
  const text = useText()
  const crumbs: Crumb[] = [{ name: community.name[language], focus: { level: 'community' } }]
  if (focus.level !== 'community')
    crumbs.push({ name: places.buildings.get(focus.building)?.name[language] ?? focus.building, focus: { level: 'building', building: focus.building } })
  if (focus.level === 'floor' || focus.level === 'home')
    crumbs.push({ name: floorName(focus.floor, language), focus: { level: 'floor', building: focus.building, floor: focus.floor } })
  if (focus.level === 'home') crumbs.push({ name: focus.home, focus })
  const go = (to: Focus): void => {
    focusOn(to)
    select(null)
  }
  return (
    <nav className="breadcrumbs" data-kind="name" aria-label={text(strings.breadcrumbs)}>
      <ol>
        {crumbs.map((crumb, index) => (
          <li key={crumb.focus.level}>
            <button type="button" aria-current={index === crumbs.length - 1 ? 'location' : undefined} onClick={() => go(crumb.focus)}>
              {crumb.name}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}
