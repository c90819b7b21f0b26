import { FileSpreadsheet, Image } from 'lucide-react'
import type { RefObject } from 'react'
import type { PointEntry } from '../../../models/register.ts'
import type { SeriesRows } from '../../state/queries.ts'
import { useTwin } from '../../state/twin.ts'
import { pictureOfChart } from '../../ui/charts/picture-of-chart.ts'
import { saveFile } from '../../ui/save-file.ts'
import { useText } from '../../ui/text.tsx'
import { seriesCsv } from './series-csv.ts'
import { deviceStrings as strings } from './strings.ts'

type HistoryToolsProps = {
  readonly entry: PointEntry
  readonly rows: SeriesRows
  readonly chart: RefObject<HTMLElement | null>
  readonly comparing: boolean
  readonly onCompare: ((on: boolean) => void) | null
}

/** What can be done with a chart: laid over the span before, saved as a table or as a picture. */
export function HistoryTools({ entry, rows, chart, comparing, onCompare }: HistoryToolsProps) {
  const { community } = useTwin()
  const text = useText()
  const name = `${entry.device.id}-${entry.id}`
  const savePicture = async (): Promise<void> => {
    const drawing = chart.current?.querySelector('.chart svg')
    if (drawing instanceof SVGSVGElement) saveFile(`${name}.png`, await pictureOfChart(drawing))
  }
  return (
    <div className="history-tools">
      {onCompare && (
        <button type="button" className="button small quiet" aria-pressed={comparing} title={text(strings.compareWhy)} onClick={() => onCompare(!comparing)}>
          {text(strings.compare)}
        </button>
      )}
      <button
        type="button"
        className="button small quiet"
        aria-label={text(strings.saveTable)}
        title={text(strings.saveTable)}
        onClick={() => saveFile(`${name}.csv`, new Blob([seriesCsv(entry, rows, community.timeZone)], { type: 'text/csv;charset=utf-8' }))}
      >
        <FileSpreadsheet size={14} aria-hidden="true" />
        CSV
      </button>
      <button
        type="button"
        className="button small quiet"
        aria-label={text(strings.savePicture)}
        title={text(strings.savePicture)}
        onClick={() => void savePicture()}
      >
        <Image size={14} aria-hidden="true" />
        PNG
      </button>
    </div>
  )
}
