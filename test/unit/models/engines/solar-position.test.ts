import { describe, expect, it } from 'vitest'
import { apparentSun, solarPosition } from '../../../../models/engines/sun/solar-position.ts'

/** The worked example of NREL/TP-560-34302, table A5.1: 17 October 2003, 12:30:30 at UTC−7, Golden, Colorado; ΔT 67 s. */
const at = Date.UTC(2003, 9, 17, 19, 30, 30)
const golden = { latitude: 39.742476, longitude: -105.1786, elevationMeters: 1830.14 }
const air = { pressureMbar: 820, temperatureCelsius: 11 }

describe('solar position', () => {
  it('is that of the worked example in NREL/TP-560-34302', () => {
    const { azimuth, altitude } = solarPosition(at, golden, air, 67)
    expect(90 - altitude).toBeCloseTo(50.11162, 4)
    expect(azimuth).toBeCloseTo(194.34024, 4)
  })

  it('has its steps in between, too', () => {
    const sun = apparentSun(at, 67)
    expect(sun.distance).toBeCloseTo(0.9965422974, 8)
    expect(sun.rightAscension).toBeCloseTo(202.22741, 4)
    expect(sun.declination).toBeCloseTo(-9.31434, 4)
  })

  it('stands in the south at noon of the winter solstice in Beijing, as high as latitude and obliquity say', () => {
    const { azimuth, altitude } = solarPosition(Date.UTC(2026, 11, 22, 4, 12, 44), { latitude: 39.9042, longitude: 116.4074 })
    expect(azimuth).toBeCloseTo(180, 0)
    expect(altitude).toBeCloseTo(90 - 39.9042 - 23.436, 1)
  })

  it('lies under the horizon at midnight and in the east in the morning', () => {
    const beijing = { latitude: 39.9042, longitude: 116.4074 }
    expect(solarPosition(Date.UTC(2026, 10, 24, 16), beijing).altitude).toBeLessThan(-60)
    const morning = solarPosition(Date.UTC(2026, 10, 24, 0), beijing)
    expect(morning.altitude).toBeGreaterThan(0)
    expect(morning.azimuth).toBeGreaterThan(90)
    expect(morning.azimuth).toBeLessThan(135)
  })

  it('never jumps: from one minute to the next it moves by less than a third of a degree of altitude', () => {
    const beijing = { latitude: 39.9042, longitude: 116.4074 }
    let before = solarPosition(Date.UTC(2026, 2, 1), beijing).altitude
    for (let minute = 1; minute < 1440; minute++) {
      const { altitude } = solarPosition(Date.UTC(2026, 2, 1) + minute * 60_000, beijing)
      expect(Math.abs(altitude - before)).toBeLessThan(0.33)
      before = altitude
    }
  })
})
