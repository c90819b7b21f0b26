/** From and to, milliseconds since 1970. */
export type Span = readonly [number, number]

const leastMs = 60_000

/** The span moved by `ms` and kept within the whole, as long as it was. */
export function moveSpan([from, to]: Span, ms: number, whole: Span): Span {
  const moved = Math.min(Math.max(ms, whole[0] - from), whole[1] - to)
  return [from + moved, to + moved]
}

/** The span made longer or shorter about its middle, at least a minute and at most the whole. */
export function scaleSpan([from, to]: Span, factor: number, whole: Span): Span {
  const length = Math.min(Math.max((to - from) * factor, leastMs), whole[1] - whole[0])
  const middle = (from + to) / 2
  return moveSpan([middle - length / 2, middle + length / 2], 0, whole)
}

/** What a key makes of the span: null for all of it, undefined where the key says nothing. */
export function spanForKey(key: string, span: Span, whole: Span): Span | null | undefined {
  const step = (span[1] - span[0]) / 4
  switch (key) {
    case 'ArrowLeft':
      return moveSpan(span, -step, whole)
    case 'ArrowRight':
      return moveSpan(span, step, whole)
    case 'Home':
      return moveSpan(span, Number.NEGATIVE_INFINITY, whole)
    case 'End':
      return moveSpan(span, Number.POSITIVE_INFINITY, whole)
    case '+':
    case '=':
      return scaleSpan(span, 0.5, whole)
    case '-':
      return scaleSpan(span, 2, whole)
    case 'Escape':
      return null
    default:
      return undefined
  }
}
