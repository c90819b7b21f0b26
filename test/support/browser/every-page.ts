/** Every page and panel of the product, by its address, as a person may have it open. */
export const everyPage: readonly { readonly name: string; readonly address: string; readonly key?: string }[] = [
  { name: 'the scene', address: '/?motion=off' },
  { name: 'a home', address: '/?motion=off&focus=3/5/home/3-2-501&select=home:3-2-501' },
  { name: 'a building', address: '/?motion=off&focus=3&select=building:3' },
  { name: 'a bay', address: '/?motion=off&select=bay:001' },
  { name: 'a meter', address: '/?motion=off&focus=3/5&select=device:electricity-3-2-501' },
  { name: 'a device in alarm', address: '/?motion=off&select=device:smoke-3-2-501-kitchen&layers=smoke' },
  { name: 'the parking layer', address: '/?motion=off&layers=parking' },
  { name: 'the energy layer', address: '/?motion=off&layers=metering' },
  { name: 'the plan', address: '/?motion=off&view=plan&layers=parking' },
  { name: 'the past', address: `/?motion=off&at=${new Date(Date.now() - 3_600_000).toISOString()}` },
  { name: 'past alarms', address: '/alarms?motion=off' },
  { name: 'devices', address: '/devices?motion=off' },
  { name: 'quarantine', address: '/quarantine?motion=off' },
  { name: 'system', address: '/system?motion=off' },
  { name: 'the help', address: '/?motion=off', key: '?' },
  { name: 'the search', address: '/?motion=off', key: '/' },
]
