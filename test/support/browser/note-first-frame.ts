import type { SceneReport } from '../../../client/scene/introspection.ts'

/** Milliseconds from the navigation to the first frame that shows the community, and what came over the network until then. */
export type FirstFrame = { readonly ms: number; readonly scriptBytes: number; readonly modelBytes: number; readonly otherBytes: number }

declare global {
  interface Window {
    firstFrame?: FirstFrame
    linliScene?: SceneReport
  }
}

/** Runs in a page before its scripts: notes when the community is first in the picture. */
export function noteFirstFrame(): void {
  const bytesOf = (isOne: (entry: PerformanceResourceTiming) => boolean): number =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter(isOne)
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)
  requestAnimationFrame(function look() {
    if (!window.linliScene?.frames) return void requestAnimationFrame(look)
    const isScript = ({ name }: PerformanceResourceTiming): boolean => name.endsWith('.js')
    const isModel = ({ name }: PerformanceResourceTiming): boolean => name.includes('/api/')
    window.firstFrame = {
      ms: performance.now(),
      scriptBytes: bytesOf(isScript),
      modelBytes: bytesOf(isModel),
      otherBytes: bytesOf((entry) => !isScript(entry) && !isModel(entry)),
    }
  })
}
