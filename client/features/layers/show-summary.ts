import type { Subsystem } from '../../../models/subsystem.ts'
import type { Language } from '../../../models/text.ts'
import type { Summarised } from '../../state/summarise.ts'

/** A label longer than this stands in the row's title alone, so that the number is never cut. */
const longestLabel = 5

/** `空 56`, `412 kW`, `29 / 30`; null where nothing trustworthy was heard. */
export function showSummary({ summary }: Pick<Subsystem, 'summary'>, { figure, of }: Summarised, language: Language): string | null {
  if (figure === null) return null
  const digits = Math.abs(figure) >= 100 || Number.isInteger(figure) ? 0 : 1
  const number = figure.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits })
  switch (summary.figure) {
    case 'countTrue':
    case 'countFalse':
      return `${number} / ${of.toLocaleString('en-US')}`
    case 'sum':
    case 'mean':
    case 'max':
      if (summary.unit !== undefined) return `${number} ${summary.unit}`
      return summary.label[language].length > longestLabel ? number : `${summary.label[language]} ${number}`
  }
}
