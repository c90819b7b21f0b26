import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Community } from '../../models/site/community.ts'

/** A community's model as it goes out: made and compressed once per version. */
export type CommunityBody = { readonly etag: string; readonly plain: Buffer; readonly gzipped: Promise<Buffer> }

const compress = promisify(gzip)
const bodies = new WeakMap<Community, CommunityBody>()

export function communityBody(community: Community): CommunityBody {
  const known = bodies.get(community)
  if (known) return known
  const plain = Buffer.from(JSON.stringify(community))
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`
  const made = { etag, plain, gzipped: compress(plain, { level: 6 }) }
  bodies.set(community, made)
  return made
}
