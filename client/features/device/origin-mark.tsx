import type { Origin } from '../../../models/protocol/reading.ts'
import { useText } from '../../ui/text.tsx'
import { deviceStrings as strings } from './strings.ts'

/** Where a value comes from; what was not measured is framed so that nobody takes it for measured. */
export function OriginMark({ origin }: { readonly origin: Origin }) {
  const text = useText()
  return (
    <span className="tag origin" data-origin={origin}>
      {text(strings[origin])}
    </span>
  )
}
