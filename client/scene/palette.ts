/** The colours of the model, as sRGB; see docs for the look. Colour is spent on what is abnormal; the rest is clay, paper and slate. */
export const palette = {
  clay: ['#ebe9e5', '#e5e2dd', '#e8e4de', '#e9e7e4', '#e4ddd3'],
  slabEdge: '#f2f0eb',
  roof: '#d9d7d3',
  pitchedRoof: '#cbc8c2',
  plinth: '#d3cfc8',
  frame: '#f6f4f0',
  glass: '#94a0a9',
  airConditioner: '#e6e3dd',
  solar: '#7d8790',
  steel: '#a3a9ad',
  door: '#8b8d8f',
  asphalt: '#bcbab6',
  street: '#b6b5b2',
  kerb: '#eeebe5',
  paving: '#dbd8d1',
  lawn: '#c2cab9',
  garden: '#b9c3af',
  playground: '#d9cbbb',
  water: '#a9b8c0',
  fireGround: '#d4d1ca',
  marking: '#efeeea',
  city: '#e3e0da',
  cityBlock: '#ebe9e5',
  cityWindow: '#dcdbd8',
  trunk: '#968e83',
  post: '#7f8386',
  fence: '#9b9d9c',
  wall: '#dcd8d0',
  hedge: '#a9b59e',
  timber: '#b3a48f',
  machine: '#8ea0a3',
  slide: '#c7b594',
  bin: '#8e9793',
  hydrant: '#a9adb0',
  paper: '#e4e2dd',
  haze: '#f0f0ee',
  hazeNight: '#131f2d',
  capConcerned: '#54575b',
  cap: '#aeaca8',
  critical: '#d8343c',
  high: '#e07a1f',
  medium: '#e2b52c',
  low: '#b0479c',
  advice: '#2f6fb5',
  adviceNight: '#8db4da',
  ink: '#1f2429',
  grey: '#8a9197',
} as const

export const energyRamp = ['#efeeeb', '#dde3e6', '#c0ccd3', '#9bafbb', '#748d9e'] as const

/** Less than yesterday in sand, more in slate; the same is paper. */
export const changeRamp = ['#cbb48c', '#e0d3ba', '#efeeeb', '#b4c3cc', '#748d9e'] as const

export const treeColors = {
  poplar: '#b6c1aa',
  sophora: '#a9b89e',
  ginkgo: '#bcc8ab',
  pine: '#93a795',
  willow: '#b7c3a0',
  shrub: '#b0bd9f',
} as const

/** The first weeks of a leaf. */
export const youngColor = '#ccd6a6'

/** What a kind turns to before its leaves fall; calm, as all that is normal: honey and straw, not flame. */
export const autumnColors = { poplar: '#d9cfae', sophora: '#cdc7aa', ginkgo: '#e2d6ad', pine: '#93a795', willow: '#c9ccab', shrub: '#d2c0ab' } as const

export const carColors = ['#f1efec', '#e4e3e1', '#c9cacb', '#a4a7aa', '#7a7e82', '#54585c', '#3c4044', '#d9d3c8', '#b9bfc6'] as const

export type Rgb = readonly [number, number, number]

/** An sRGB hex colour as three bytes. */
export const bytesOf = (hex: string): Rgb => {
  const value = Number.parseInt(hex.slice(1, 7), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

const toLinear = (byte: number): number => {
  const share = byte / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}

/** An sRGB hex colour as linear shares, the form in which light is added up. */
export const linearOf = (hex: string): Rgb => {
  const [red, green, blue] = bytesOf(hex)
  return [toLinear(red), toLinear(green), toLinear(blue)]
}
