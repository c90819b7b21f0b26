import type { Subsystem } from '../../../models/subsystem.ts'
import type { Language } from '../../../models/text.ts'
import type { Summarised } from '../../state/summarise.ts'

/** A label longer than this stands in the row's title alone, so that the number is never cut. */
const longestLabel = 5

/** A figure with a unit says whether it is the greatest or the mean of all, which one number cannot; a sum is what anyone takes it for. */
const ofMany = { sum: { zh: '', en: '' }, mean: { zh: '平均 ', en: 'mean ' }, max: { zh: '最大 ', en: 'max ' } } as const

/** `空 56`, `412 kW`, `最大 88 mA`, `29 / 30`; null where nothing trustworthy was heard. */
export function showSummary({ summary }: Pick<Subsystem, 'summary'>, { figure, of }: Summarised, language: Language): string | null {
  if (figure === null) return null
  const digits = Math.abs(figure) >= 100 || Number.isInteger(figure) ? 0 : Math.abs(figure) < 1 ? 2 : 1
  const number = figure.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits })
  switch (summary.figure) {
    case 'countTrue':
    case 'countFalse':
      return `${number} / ${of.toLocaleString('en-US')}`
    case 'sum':
    case 'mean':
    case 'max':
      if (summary.unit !== undefined) return `${ofMany[summary.figure][language]}${number} ${summary.unit}`
      return summary.label[language].length > longestLabel ? number : `${summary.label[language]} ${number}`
  }
}
