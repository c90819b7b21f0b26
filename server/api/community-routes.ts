import { z } from 'zod'
import { Community } from '../../models/site/community.ts'
import { countHomes } from '../../models/site/homes.ts'
import { noBody } from '../platform/request-body.ts'
import { defineRoute, noFields, type Route } from '../platform/route.ts'
import { communityBody } from './community-body.ts'
import { TextSchema } from './fields.ts'
import { type Communities, CommunityParams } from './held-community.ts'
import { takesGzip } from './stream-json.ts'

const Listed = z
  .object({ id: z.string(), name: TextSchema, buildings: z.int(), homes: z.int(), devices: z.int(), points: z.int() })
  .meta({ id: 'ListedCommunity' })

/** Which communities there are, and the whole model of one. */
export function communityRoutes(communities: Communities): Route[] {
  const items = communities.all.map(({ id, register }) => ({
    id,
    name: register.community.name,
    buildings: register.community.buildings.length,
    homes: countHomes(register.community),
    devices: register.devices.size,
    points: register.pointCount,
  }))
  const list = defineRoute({
    method: 'get',
    path: '/api/v1/communities',
    tag: 'community',
    summary: { zh: '社区列表', en: 'The communities held here' },
    params: noFields,
    query: noFields,
    body: noBody,
    answers: { 200: { description: 'All communities', schema: z.object({ items: z.array(Listed) }) } },
    handler: () => ({ status: 200, body: { items } }),
  })
  const model = defineRoute({
    method: 'get',
    path: '/api/v1/communities/{id}',
    tag: 'community',
    summary: { zh: '社区模型：楼、单元、住户、道路与设备', en: 'The model of a community: buildings, homes, grounds, devices' },
    params: CommunityParams,
    query: noFields,
    body: noBody,
    answers: {
      200: { description: 'The model, with an ETag', schema: Community.meta({ id: 'Community' }) },
      304: { description: 'Unchanged since the ETag named in If-None-Match' },
    },
    handler: async ({ params, request }) => {
      const { etag, plain, gzipped } = communityBody(communities.find(params.id).register.community)
      const headers = { etag, 'cache-control': 'no-cache', vary: 'Accept-Encoding' }
      if (namesTag(request.headers['if-none-match'], etag)) return { status: 304, headers }
      const typed = { ...headers, 'content-type': 'application/json; charset=utf-8' }
      return takesGzip(request)
        ? { status: 200, headers: { ...typed, 'content-encoding': 'gzip' }, body: await gzipped }
        : { status: 200, headers: typed, body: plain }
    },
  })
  return [list, model]
}

const namesTag = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*')
