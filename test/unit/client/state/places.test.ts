import { describe, expect, it } from 'vitest'
import { deviceName, indexPlaces } from '../../../../client/state/places.ts'
import { shippedRegister } from '../../../support/shipped-world.ts'

const register = shippedRegister()
const places = indexPlaces(register.community)
const nameOf = (id: string, language: 'zh' | 'en') => {
  const entry = register.devices.get(id)
  if (!entry) throw new Error(`${id} is not in the community`)
  return deviceName(places, entry, language)
}

describe('the name of a device', () => {
  it('says home and room, and numbers rooms only where a home has several of a kind', () => {
    expect(nameOf('smoke-3-2-501-kitchen', 'zh')).toBe('3-2-501 厨房 独立式感烟火灾探测报警器')
    expect(nameOf('smoke-3-2-501-bedroom-1', 'zh')).toBe('3-2-501 卧室1 独立式感烟火灾探测报警器')
    expect(nameOf('smoke-3-2-501-bedroom-2', 'en')).toBe('3-2-501 bedroom 2 Smoke alarm')
  })

  it('is never shared by two detectors of a home', () => {
    const names = [...register.devices.values()]
      .filter(({ typeId, device }) => typeId === 'smoke.detector' && device.place.home !== undefined)
      .map((entry) => deviceName(places, entry, 'zh'))
    expect(new Set(names).size).toBe(names.length)
  })
})
