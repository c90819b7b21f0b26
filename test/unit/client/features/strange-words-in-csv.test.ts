import { expect, it } from 'vitest'
import { seriesCsv } from '../../../../client/features/device/series-csv.ts'
import { entryOf, registerOf } from '../../../support/six-kinds.ts'
import { strangeWords } from '../../../support/strange-words.ts'

const entry = entryOf(registerOf(['gate']), 'gate', 'passage')

/** A reader of RFC 4180, written from its grammar. */
const readCsv = (text: string): string[][] =>
  text
    .slice(1)
    .split(/\r\n(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) => (quoted === undefined ? bare : quoted.replaceAll('""', '"'))),
    )

it.each(strangeWords)('brings %s through a saved table', (_name, sent = '', kept = sent) => {
  const [, row] = readCsv(seriesCsv(entry, [[Date.UTC(2026, 10, 24), { code: 'in', detail: kept }]], 'UTC'))
  expect(JSON.parse(row[2])).toEqual({ code: 'in', detail: kept })
})

it('saves a text that a spreadsheet would run as a formula as a text', () => {
  for (const formula of ['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '\r=1']) {
    const [, row] = readCsv(seriesCsv(entry, [[0, formula]], 'UTC'))
    expect(row[2]).toBe(`'${formula}`)
  }
})
