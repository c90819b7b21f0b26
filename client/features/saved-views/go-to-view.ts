import { initialView, type View, view } from '../../state/view.ts'

/** What of a view is a place and how it is looked at; language, motion and the moment shown stay as they are. */
const placed = ({ focus, selection, layers, light, drawing, walk, viewpoint, cut, xray }: View) => ({
  focus,
  selection,
  layers,
  light,
  drawing,
  walk,
  viewpoint,
  cut,
  xray,
})

/** A view with nothing in it that is of its moment: as it is saved and sent. */
export const savable = (from: View): View => ({ ...initialView, ...placed(from) })

export function goToView(to: View): void {
  view.setState(placed(to))
}
