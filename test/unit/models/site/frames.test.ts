import { describe, expect, it } from 'vitest'
import { fromBd09, fromGcj02, toGcj02, toGeographic, toLocal } from '../../../../models/site/frames.ts'

const origin = { longitude: 116.3127, latitude: 39.8846 }
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Exact east and north by way of geocentric coordinates (EPSG 9837): the independent yardstick. */
function exactLocal(position: { longitude: number; latitude: number }): [number, number] {
  const geocentric = ({ longitude, latitude }: { longitude: number; latitude: number }) => {
    const [sin, cos] = [Math.sin(radians(latitude)), Math.cos(radians(latitude))]
    const n = 6378137 / Math.sqrt(1 - 0.00669437999014 * sin * sin)
    return [n * cos * Math.cos(radians(longitude)), n * cos * Math.sin(radians(longitude)), n * (1 - 0.00669437999014) * sin]
  }
  const [a, b] = [geocentric(origin), geocentric(position)]
  const [dx, dy, dz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]]
  const [sl, cl, sp, cp] = [
    Math.sin(radians(origin.longitude)),
    Math.cos(radians(origin.longitude)),
    Math.sin(radians(origin.latitude)),
    Math.cos(radians(origin.latitude)),
  ]
  return [-sl * dx + cl * dy, -sp * cl * dx - sp * sl * dy + cp * dz]
}

describe('frames', () => {
  it('gives local metres within 1.5 cm of the exact east-north-up up to 2 km away', () => {
    for (const east of [-0.023, -0.01, 0, 0.01, 0.023])
      for (const north of [-0.018, -0.005, 0, 0.005, 0.018]) {
        const position = { longitude: origin.longitude + east, latitude: origin.latitude + north }
        const [x, y] = toLocal(origin, position)
        const [ex, ey] = exactLocal(position)
        expect(Math.hypot(x - ex, y - ey)).toBeLessThan(0.015)
      }
  })

  it('comes back to the same degrees within a centimetre', () => {
    for (const [x, y] of [
      [0, 0],
      [170, -131],
      [-1990, 1990],
      [2000, 0.01],
    ] as const) {
      const [backX, backY] = toLocal(origin, toGeographic(origin, [x, y]))
      expect(Math.hypot(backX - x, backY - y)).toBeLessThan(0.0101)
    }
  })

  it('measures a degree of latitude at 40° N as 111.03 km (published 111.035 at 40°)', () => {
    const [, north] = toLocal({ longitude: 116, latitude: 40 }, { longitude: 116, latitude: 40.001 })
    expect(north).toBeCloseTo(111.03, 1)
  })

  it('shifts Tiananmen to GCJ-02 by the amount that public converters give', () => {
    const shifted = toGcj02({ longitude: 116.3912757, latitude: 39.9066048 })
    const [east, north] = toLocal({ longitude: 116.3912757, latitude: 39.9066048 }, shifted)
    expect(east).toBeGreaterThan(500)
    expect(east).toBeLessThan(560)
    expect(north).toBeGreaterThan(120)
    expect(north).toBeLessThan(170)
  })

  it('agrees with the test values of the eviltransform library (Shanghai, Shenzhen, Beijing) to a decimetre', () => {
    const cases = [
      [
        { longitude: 121.5272106, latitude: 31.1774276 },
        { longitude: 121.531541859215, latitude: 31.17530398364597 },
      ],
      [
        { longitude: 113.912316, latitude: 22.543847 },
        { longitude: 113.9171764808363, latitude: 22.540796131694766 },
      ],
      [
        { longitude: 116.377817, latitude: 39.911954 },
        { longitude: 116.38404722455657, latitude: 39.91334545536069 },
      ],
    ] as const
    for (const [wgs, gcj] of cases) {
      const result = toGcj02(wgs)
      expect(result.longitude).toBeCloseTo(gcj.longitude, 6)
      expect(result.latitude).toBeCloseTo(gcj.latitude, 6)
    }
  })

  it('undoes the shift within a millimetre all over China', () => {
    for (let longitude = 75; longitude <= 134; longitude += 7.3)
      for (let latitude = 19; latitude <= 53; latitude += 4.7) {
        const back = fromGcj02(toGcj02({ longitude, latitude }))
        expect(Math.abs(back.longitude - longitude)).toBeLessThan(1e-8)
        expect(Math.abs(back.latitude - latitude)).toBeLessThan(1e-8)
      }
  })

  it('moves nothing outside China', () => {
    const paris = { longitude: 2.3522, latitude: 48.8566 }
    expect(toGcj02(paris)).toEqual(paris)
    expect(fromGcj02(paris)).toEqual(paris)
  })

  it('reads BD-09 within two metres of the published pair of Baidu', () => {
    const result = fromBd09({ longitude: 116.404, latitude: 39.915 })
    expect(result.longitude).toBeCloseTo(116.39762729119315, 5)
    expect(result.latitude).toBeCloseTo(39.90865673957631, 5)
  })
})
