import { beforeEach, describe, expect, it } from 'vitest'
import { createLinkWatch } from '../../../../client/live/link.ts'

let now = 0
let abandoned = 0
const createWatch = () => createLinkWatch({ wall: () => 1_000_000 + now, monotonic: () => now, abandon: () => (abandoned += 1) })
beforeEach(() => {
  now = 0
  abandoned = 0
})

describe('the link', () => {
  it('is live once joined, lost after four silent seconds, and live again with the next word', () => {
    const watch = createWatch()
    expect(watch.link.getState().status).toBe('connecting')
    watch.heard()
    watch.joined()
    now = 4_000
    watch.check()
    expect(watch.link.getState().status).toBe('live')
    now = 4_500
    watch.check()
    expect(watch.link.getState()).toMatchObject({ status: 'lost' })
    watch.heard()
    expect(watch.link.getState().status).toBe('live')
  })

  it('gives a connection up once after ten silent seconds', () => {
    const watch = createWatch()
    watch.heard()
    watch.joined()
    for (now = 0; now < 20_000; now += 500) watch.check()
    expect(abandoned).toBe(1)
  })

  it('reads the server’s clock from the least delayed of the frames', () => {
    const watch = createWatch()
    for (const delay of [300, 80, 20, 250]) watch.tellTime(1_000_000 + now + 5_000 - delay)
    expect(watch.serverNow() - 1_000_000).toBe(4_980)
  })

  it('forgets an old offset after a minute, when the machine’s clock was set', () => {
    const watch = createWatch()
    watch.tellTime(1_000_000 + now + 5_000)
    for (now = 0; now <= 70_000; now += 1_000) watch.tellTime(1_000_000 + now)
    expect(watch.link.getState().clockOffsetMs).toBe(0)
  })
})
