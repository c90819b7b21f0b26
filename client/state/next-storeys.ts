import type { Focus, Storeys } from './view.ts'

/** The ways storeys can stand at a level, in the order one key goes through them; the first is how the level usually shows them. */
const ways: Readonly<Record<Exclude<Focus['level'], 'community'>, readonly Storeys[]>> = {
  building: ['usual', 'apart', 'alone'],
  floor: ['usual', 'stacked', 'alone'],
  home: ['usual', 'stacked', 'apart', 'alone'],
}

/** What a choice amounts to at a level: a house usually stands piled, an open storey apart. */
export function wayOf({ level }: Focus, storeys: Storeys): Storeys {
  if ((level === 'building' && storeys === 'stacked') || (level === 'floor' && storeys === 'apart')) return 'usual'
  return storeys
}

/** The next way for storeys to stand; a community has none to choose. */
export function nextStoreys(focus: Focus, storeys: Storeys): Storeys {
  if (focus.level === 'community') return storeys
  const ring = ways[focus.level]
  return ring[(ring.indexOf(wayOf(focus, storeys)) + 1) % ring.length]
}
