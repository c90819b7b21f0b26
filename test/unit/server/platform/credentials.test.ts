import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { CredentialsDamaged, openCredentials } from '../../../../server/platform/credentials.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const wish = { name: 'gatehouse', origin: 'measured', device: null } as const

it('knows a token after a new start and keeps only its hash, readable by the owner alone', async () => {
  const path = join(temporaryDirectory(), 'credentials.json')
  const { token, id } = await (await openCredentials(path)).issue(wish, new Date(0))
  expect(readFileSync(path, 'utf8')).not.toContain(token)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  const again = await openCredentials(path)
  expect(again.callerOfSecret(token)).toEqual({ name: 'gatehouse', origin: 'measured', device: null, isAnonymous: false })
  expect(again.callerOfSecret(`${token.slice(0, -1)}!`)).toBeNull()
  expect(again.list()).toEqual([{ id, ...wish, created: '1970-01-01T00:00:00.000Z' }])
})

it('forgets a revoked token for good', async () => {
  const path = join(temporaryDirectory(), 'credentials.json')
  const credentials = await openCredentials(path)
  const { token, id } = await credentials.issue(wish, new Date(0))
  expect([await credentials.revoke(id), await credentials.revoke(id)]).toEqual([true, false])
  expect(credentials.callerOfSecret(token)).toBeNull()
  expect((await openCredentials(path)).callerOfSecret(token)).toBeNull()
})

it('keeps all of many tokens issued at one moment', async () => {
  const path = join(temporaryDirectory(), 'credentials.json')
  const credentials = await openCredentials(path)
  const made = await Promise.all(Array.from({ length: 20 }, (_, index) => credentials.issue({ ...wish, name: `n${index}` }, new Date(0))))
  const again = await openCredentials(path)
  expect(made.map(({ token }) => again.callerOfSecret(token)?.name)).toEqual(made.map(({ name }) => name))
})

it('never stores a token made for a child of this process', async () => {
  const path = join(temporaryDirectory(), 'credentials.json')
  const credentials = await openCredentials(path)
  const token = credentials.issueForNow({ name: 'simulator', origin: 'simulated', device: null })
  await credentials.issue(wish, new Date(0))
  expect(credentials.callerOfSecret(token)?.origin).toBe('simulated')
  expect((await openCredentials(path)).callerOfSecret(token)).toBeNull()
})

it('refuses to start on damaged credentials rather than without them', async () => {
  const path = join(temporaryDirectory(), 'credentials.json')
  writeFileSync(path, '{"form":1,"tokens":[{')
  await expect(openCredentials(path)).rejects.toThrow(CredentialsDamaged)
})
