// @vitest-environment jsdom
import { render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { LineChart } from '../../../../client/ui/charts/line-chart.tsx'
import { segment } from '../../../../client/ui/charts/segments.ts'

const at = (time: number, value = 1) => ({ time, value, minimum: value, maximum: value })

describe('a chart', () => {
  it('splits a line where data is missing and names the gaps', () => {
    const { runs, gaps } = segment([at(0), at(10), at(100), at(110)], 20, [0, 200])
    expect(runs.map((run) => run.map(({ time }) => time))).toEqual([
      [0, 10],
      [100, 110],
    ])
    expect(gaps).toEqual([
      [10, 100],
      [110, 200],
    ])
  })

  it('takes what is not a number for a hole', () => {
    expect(segment([at(0), at(10, Number.NaN), at(20), at(30)], 15, [0, 30]).runs).toHaveLength(2)
  })

  it('draws one path per run, a hatched place per gap, and the limit with its name', () => {
    const { container, getByText } = render(
      <LineChart
        label="x"
        points={[at(0), at(10), at(100), at(110)]}
        domain={[0, 120]}
        zone="Asia/Shanghai"
        unit="kW"
        digits={1}
        longestMs={20}
        limits={[{ value: 1.5, class: 'high', label: '报警 1.5' }]}
      />,
    )
    expect(container.querySelectorAll('[data-part="run"]')).toHaveLength(2)
    expect(container.querySelectorAll('[data-part="gap"]')).toHaveLength(1)
    expect(getByText('报警 1.5')).toBeTruthy()
  })
})
