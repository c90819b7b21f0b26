/** A share 0–1 that is always the same for the same text and salt: seeds what the model does not say, so that imports look alike each time. */
export const shareOf = (text: string, salt = 0): number => {
  let hash = 2166136261 ^ salt
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 16777619)
  return mix(hash)
}

export const shareOfNumber = (value: number, salt = 0): number => mix(Math.imul(value + 0x9e3779b9, 2654435761) ^ Math.imul(salt + 1, 40503))

const mix = (hash: number): number => {
  let mixed = hash
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4294967296
}
