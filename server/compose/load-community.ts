import { readFile } from 'node:fs/promises'
import { shippedCommunities } from '../../models/communities/index.ts'
import type { Community } from '../../models/site/community.ts'
import { CommunityFileError, parseCommunity } from '../../models/site/migrations.ts'

/** Neither a community that ships nor a file that can be read; the server exits with 2. */
export class CommunityNotFound extends Error {
  readonly code = 'community_not_found'
}

/** The community named by its id, or by the path of its file. Throws CommunityNotFound or CommunityFileError. */
export async function loadCommunity(idOrFile: string): Promise<Community> {
  const make = Object.hasOwn(shippedCommunities, idOrFile) ? shippedCommunities[idOrFile] : undefined
  if (make) return make()
  const text = await readCommunityFile(idOrFile)
  let model: unknown
  try {
    model = JSON.parse(text)
  } catch {
    throw new CommunityFileError(`--community ${idOrFile}: 文件不是有效的 JSON，请重新导入。 The file is not valid JSON: import the source again.`)
  }
  return parseCommunity(model)
}

async function readCommunityFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    const ids = Object.keys(shippedCommunities).join(', ')
    throw new CommunityNotFound(
      `--community ${path}: 既不是附带的社区（${ids}），也不是可读的文件（${why}）。 It is neither a community that ships (${ids}) nor a file that can be read (${why}).`,
    )
  }
}
