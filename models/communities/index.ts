import type { Community } from '../site/community.ts'

/** Communities that ship with the product, by id; made when asked for. */
export const shippedCommunities: Readonly<Record<string, () => Community>> = {}
