import { buildRegister, type Register } from '../../models/register.ts'
import type { Community } from '../../models/site/community.ts'
import { subsystems } from '../../models/subsystems/index.ts'
import type { Journal } from '../journal/journal.ts'

/** Joins the community with the declarations under the durable numbers that the journal keeps for its points. */
export async function numberRegister(community: Community, journal: Pick<Journal, 'numberSeries'>): Promise<Register> {
  const pairs: { device: string; point: string }[] = []
  buildRegister(community, subsystems, (device, point) => pairs.push({ device, point }) - 1)
  const numbers = await journal.numberSeries(pairs)
  let next = 0
  return buildRegister(community, subsystems, () => numbers[next++] ?? -1)
}
