import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { lockDataFolder } from '../../../../server/platform/data-lock.ts'
import { temporaryDirectory } from '../../../support/temporary-directory.ts'

const since = new Date(Date.UTC(2026, 10, 24))

it('gives the folder to one, names its pid to the second, and to the next once it is released', () => {
  const folder = join(temporaryDirectory(), 'made', 'data')
  const lock = lockDataFolder(folder, 4711, since)
  expect(() => lockDataFolder(folder, 4712, since)).toThrow(/already in use by pid 4711 since 2026-11-24T00:00:00.000Z/)
  lock.release()
  lockDataFolder(folder, 4712, since).release()
})

it('takes over what a killed process left behind', () => {
  const folder = temporaryDirectory()
  writeFileSync(join(folder, 'server.lock'), '')
  writeFileSync(join(folder, 'server.pid'), JSON.stringify({ pid: process.pid, since: since.toISOString() }))
  lockDataFolder(folder, 4713, since).release()
})

it('says why a folder cannot be used', () => {
  const folder = temporaryDirectory()
  writeFileSync(join(folder, 'file'), '')
  expect(() => lockDataFolder(join(folder, 'file', 'data'), 1, since)).toThrow(/cannot be written to \(ENOTDIR\)/)
  mkdirSync(join(folder, 'taken', 'server.lock'), { recursive: true })
  expect(() => lockDataFolder(join(folder, 'taken'), 1, since)).toThrow(/cannot be written to/)
})
