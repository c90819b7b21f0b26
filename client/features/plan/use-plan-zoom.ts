import { select, type ZoomBehavior, zoom, zoomIdentity } from 'd3'
import { type RefObject, useEffect, useRef } from 'react'
import type { Bounds } from '../../ui/plan-shapes.ts'
import { frameBounds } from './plan-bounds.ts'

/** From here on there is room for every name. */
const nearPixelsPerMeter = 14

type Insets = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

/**
 * Pan, wheel and pinch on a plan. The transform goes straight onto the drawing, without React: `--plan-mark` is the
 * metres one pixel stands for, so that marks and names keep their size; `data-near` tells
 * that there is room for all words. A new `bounds` brings the plan there, within 350 ms.
 */
export function usePlanZoom(
  svg: RefObject<SVGSVGElement | null>,
  drawing: RefObject<SVGGElement | null>,
  bounds: Bounds,
  insets: Insets,
  motion: boolean,
): void {
  const behaviour = useRef<ZoomBehavior<SVGSVGElement, unknown> | null>(null)
  const isFirst = useRef(true)
  useEffect(() => {
    const element = svg.current
    if (!element) return
    const zooming = zoom<SVGSVGElement, unknown>()
      .scaleExtent([0.3, 120])
      .on('zoom', ({ transform }) => {
        drawing.current?.setAttribute('transform', String(transform))
        element.style.setProperty('--plan-mark', String(1 / transform.k))
        element.toggleAttribute('data-near', transform.k >= nearPixelsPerMeter)
      })
    select(element).call(zooming).on('dblclick.zoom', null)
    behaviour.current = zooming
    return () => {
      select(element).on('.zoom', null)
    }
  }, [svg, drawing])
  useEffect(() => {
    const element = svg.current
    const zooming = behaviour.current
    if (!element || !zooming) return
    const { k, x, y } = frameBounds(bounds, { width: element.clientWidth, height: element.clientHeight }, insets)
    const to = zoomIdentity.translate(x, y).scale(k)
    const target = select(element)
    if (isFirst.current || !motion) target.call(zooming.transform, to)
    else target.transition().duration(350).call(zooming.transform, to)
    isFirst.current = false
  }, [svg, bounds, insets, motion])
}
