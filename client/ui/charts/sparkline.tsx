import { extent, line, scaleLinear } from 'd3'

/** A line without axes; NaN breaks it. */
export function Sparkline({ values, label, width = 96, height = 24 }: { readonly values: readonly number[]; readonly label: string; readonly width?: number; readonly height?: number }) {
  const [least = 0, most = 1] = extent(values.filter(Number.isFinite))
  const x = scaleLinear().domain([0, Math.max(1, values.length - 1)]).range([1, width - 1])
  const y = scaleLinear().domain(least === most ? [least - 1, most + 1] : [least, most]).range([height - 2, 2])
  const path = line<number>((_, index) => x(index), (value) => y(value)).defined(Number.isFinite)
  return (
    <svg width={width} height={height} role="img" aria-label={label}>
      <path className="spark" d={path(values) ?? ''} />
    </svg>
  )
}
