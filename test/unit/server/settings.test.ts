import { expect, it } from 'vitest'
import { settings } from '../../../server/settings.ts'
import { settingsTable } from '../../support/settings-table.ts'

it('is documented as it is parsed', async () => {
  await expect(settingsTable()).toMatchFileSnapshot('../../../docs/settings.md')
})

it('takes its own defaults', () => {
  for (const { variable, schema, default: usual } of Object.values(settings))
    if (usual !== null) expect([variable, schema.safeParse(usual).success]).toEqual([variable, true])
})
