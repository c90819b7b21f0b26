import { expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { createTimeCursor } from '../../../../client/live/cursor.ts'
import { initialView, type View } from '../../../../client/state/view.ts'

/** A page's cursor over a line whose answers the test gives. */
function cursorOver() {
  const view = createStore<View>()(() => initialView)
  const asked: string[] = []
  const answers: (() => void)[] = []
  const cursor = createTimeCursor({
    view,
    community: 'xingfuli',
    tableVersion: () => 'v1',
    ask: (event) => {
      asked.push(event)
      return new Promise((resolve) => answers.push(resolve))
    },
    show: () => undefined,
    monotonic: () => 0,
    onRefused: (error) => expect.unreachable(String(error)),
  })
  cursor.online()
  /** The server answers the oldest request; what the page does about it is done when this resolves. */
  const answer = async (): Promise<void> => {
    answers.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { view, cursor, asked, answer }
}
const clock = (differing: object) => ({ at: 1, speed: 600, playing: true, waiting: false, atEnd: false, ...differing })

it('a replay that ends before its opening is answered goes over into the present all the same', async () => {
  const { view, cursor, asked, answer } = cursorOver()
  view.setState({ cursor: 1, playing: true, speed: 600 })
  expect(asked).toEqual(['replay.open'])
  cursor.clock(clock({ playing: false, atEnd: true }))
  expect(view.getState().cursor).toBe(1)
  await answer()
  expect(view.getState()).toMatchObject({ cursor: null, playing: false })
  expect(asked).toEqual(['replay.open', 'replay.close'])
})

it('of what the replay says meanwhile only the last counts', async () => {
  const { view, cursor, answer } = cursorOver()
  view.setState({ cursor: 1, playing: true, speed: 600 })
  cursor.clock(clock({ playing: false, atEnd: true }))
  cursor.clock(clock({}))
  await answer()
  expect(view.getState()).toMatchObject({ cursor: 1, playing: true })
})

it('a replay that stopped at the end just before it was put back is set going again', async () => {
  const { view, cursor, asked, answer } = cursorOver()
  view.setState({ cursor: 5, playing: true, speed: 600 })
  await answer()
  view.setState({ cursor: 2 })
  cursor.clock(clock({ playing: false, atEnd: true }))
  cursor.clock(clock({ playing: false, atEnd: false }))
  await answer()
  expect(asked).toEqual(['replay.open', 'replay.seek', 'replay.pause'])
  expect(view.getState()).toMatchObject({ cursor: 2, playing: true })
})
