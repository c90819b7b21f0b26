import { describe, expect, it } from 'vitest'
import type { Community } from '../../../../../models/site/community.ts'
import { noon, sceneOf } from '../../../../support/scene-context.ts'
import { smallCommunity } from '../../../../support/small-community.ts'

const small = smallCommunity()
const station = { id: 'station-1', type: 'environment.station', place: {}, position: [0, 0, 3] } satisfies Community['devices'][number]
const community: Community = { ...small, devices: [...small.devices, station] }
const yesterday = noon - 86_400_000

describe('what falls', () => {
  it('is rain when it is warm, snow when it freezes, and nothing without a fresh reading', () => {
    const scene = sceneOf(community)
    const { weather, precipitation, uniforms } = scene.stage
    scene.run()
    expect(precipitation.isFalling).toBe(false)
    scene.report('station-1', 'rain', 4)
    scene.report('station-1', 'temperature', 12)
    scene.run()
    expect([precipitation.isFalling, weather.snowShare, uniforms.rain.value]).toEqual([true, 0, 1])
    scene.report('station-1', 'temperature', -4)
    scene.run()
    expect([precipitation.isFalling, weather.snowShare, uniforms.rain.value]).toEqual([true, 1, 0])
    scene.report('station-1', 'rain', 4, yesterday)
    scene.run()
    expect([precipitation.isFalling, precipitation.density]).toEqual([false, 0])
  })

  it('is drawn denser the more is measured', () => {
    const scene = sceneOf(community)
    const densityAt = (rain: number): number => {
      scene.report('station-1', 'rain', rain)
      scene.run()
      return scene.stage.precipitation.density
    }
    const [drizzle, rain, storm] = [densityAt(0.3), densityAt(4), densityAt(40)]
    expect(drizzle).toBeGreaterThan(0)
    expect(rain).toBeGreaterThan(drizzle)
    expect(storm).toBe(1)
  })

  it('moves only where motion is on and pictures cost little, and then at most twenty times a second', () => {
    const scene = sceneOf(community)
    scene.report('station-1', 'rain', 4)
    scene.run()
    expect(scene.context.falling).toBe(false)
    scene.context.fallsInTime = true
    scene.run()
    expect(scene.context.falling).toBe(false)
    scene.run({ motion: true })
    expect(scene.context.falling).toBe(true)
    scene.context.pictureChanged = false
    scene.run()
    expect(scene.context.pictureChanged).toBe(false)
  })
})

describe('the air', () => {
  it('draws the haze nearer as dust is measured, and lets it go when nobody measures it any more', () => {
    const scene = sceneOf(community, { light: 'day' })
    scene.run()
    const { haze } = scene.stage.uniforms
    const clear = haze.value.w
    scene.report('station-1', 'pm10', 700)
    scene.run()
    expect(haze.value.w).toBeLessThan(clear * 0.6)
    scene.report('station-1', 'pm10', 700, yesterday)
    scene.run()
    expect(haze.value.w).toBeCloseTo(clear, 5)
  })

  it('blows from where the stations say: a wind from the north carries rain to the south', () => {
    const scene = sceneOf(community)
    scene.report('station-1', 'windSpeed', 6)
    scene.report('station-1', 'windDirection', 0)
    scene.run()
    expect(scene.stage.weather.windNorth).toBeCloseTo(-6, 5)
    expect(scene.stage.weather.windEast).toBeCloseTo(0, 5)
  })
})
