import { z } from 'zod'
import type { Register } from '../../models/register.ts'
import { Problem } from '../platform/problem.ts'
import type { StateColumns } from '../state/device-state.ts'

/** One community as the server holds it: the model joined with the declarations, and the latest value of every point. */
export type HeldCommunity = { readonly id: string; readonly register: Register; readonly state: StateColumns }

export type Communities = {
  readonly all: readonly HeldCommunity[]
  /** Without an id, the only one held. Throws a Problem 404 `unknown_community`, or 400 `community_needed` where there are several. */
  readonly find: (id: string | undefined) => HeldCommunity
}

export function createCommunities(all: readonly HeldCommunity[]): Communities {
  return {
    all,
    find: (id) => {
      const [first, ...others] = all
      if (id === undefined && first && others.length === 0) return first
      if (id === undefined)
        throw new Problem(400, 'community_needed', { zh: '有多个社区，请用 community 指明。', en: 'There are several communities: name one with community.' })
      const found = all.find((held) => held.id === id)
      if (found) return found
      throw new Problem(404, 'unknown_community', { zh: `没有社区 ${id.slice(0, 100)}。`, en: `There is no community ${id.slice(0, 100)}.` })
    },
  }
}

export const CommunityParams = z.strictObject({ id: z.string().max(100).meta({ description: 'Id of the community', example: 'xingfuli' }) })
export const communityField = z
  .string()
  .max(100)
  .optional()
  .meta({ description: 'Id of the community; may be left out while the server holds one', example: 'xingfuli' })
