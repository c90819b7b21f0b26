import type { Community } from '../site/community.ts'
import { makeXingfuli } from './xingfuli/make-xingfuli.ts'

/** Communities that ship with the product, by id; made when asked for. */
export const shippedCommunities: Readonly<Record<string, () => Community>> = { xingfuli: makeXingfuli }
