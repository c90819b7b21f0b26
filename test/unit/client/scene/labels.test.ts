// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createLabels } from '../../../../client/scene/labels.ts'
import type { AlarmState } from '../../../../models/protocol/alarm.ts'
import { alarmOf, sceneOf } from '../../../support/scene-context.ts'
import { smallCommunity } from '../../../support/small-community.ts'

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(180)
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const { devices } = smallCommunity()
const [one, two] = devices.filter(({ type }) => type === 'smoke.detector')
const three = devices.find(({ type }) => type === 'video.camera')
if (!one || !two || !three) throw new Error('the small community has too few devices')

/** Where labels stand when the alarms became known one set after another; the third lies apart, the others on one spot of the picture. */
function placesAfter(sets: readonly (readonly AlarmState[])[]): string[] {
  const layer = document.createElement('div')
  const { context } = sceneOf(smallCommunity())
  const labels = createLabels(layer)
  for (const alarms of sets) {
    context.alarms = alarms
    labels.write(context)
    labels.place(
      (east, up, south, into) => {
        const isThird = east === three?.position[0] && up === three.position[2] && south === -three.position[1]
        Object.assign(into, { x: isThird ? 150 : 480, y: 270, visible: true })
      },
      { left: 0, right: 960, top: 0, bottom: 540 },
      [],
    )
  }
  return [...layer.children]
    .filter((element): element is HTMLElement => element instanceof HTMLElement && element.style.visibility === 'visible' && element.textContent !== '')
    .map(({ textContent, style }) => `${textContent} ${style.transform}`)
}

it('labels stand where they would stand had all been known at once, whichever stood there before', () => {
  const [first, second, third] = [one, two, three].map(({ id }) => alarmOf(id, 'a', 'medium'))
  if (!first || !second || !third) return expect.unreachable()
  const atOnce = placesAfter([[first, third]])
  expect(atOnce.filter((label) => label.includes('a')).length).toBeGreaterThan(1)
  expect(
    placesAfter([
      [first, second],
      [first, third],
    ]),
  ).toEqual(atOnce)
})
