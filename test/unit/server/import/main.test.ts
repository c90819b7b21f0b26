import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseCommunity } from '../../../../models/site/migrations.ts'
import { smallMap, writeMap } from '../../../support/osm-maps.ts'

const run = (...given: string[]) => spawnSync(process.execPath, ['--import', 'tsx', 'server/import/main.ts', ...given], { encoding: 'utf8' })

describe('npm run import', () => {
  it('writes a community and prints one JSON object of counts, assumptions and omissions', async () => {
    const file = await writeMap(smallMap())
    const { stdout, stderr, status } = run(file, '--out', `${file}.json`, '--json', '--name', '学院小区')
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
    const report = JSON.parse(stdout)
    expect(Object.keys(report)).toEqual(['counts', 'assumed', 'omitted'])
    expect(report.counts).toMatchObject({ buildings: 1, homes: 48, roads: 1 })
    expect(report.counts.points).toBeGreaterThan(report.counts.devices)
    const community = parseCommunity(JSON.parse(readFileSync(`${file}.json`, 'utf8')))
    expect(community.name.zh).toBe('学院小区')
  })

  it('exits 2 with one line for a wrong flag, a missing file and a missing --out', async () => {
    const file = await writeMap(smallMap())
    for (const given of [
      [file, '--wrong'],
      ['/nowhere/map.osm', '--out', '/tmp/x.json'],
      [file],
      [file, '--out', 'x.json', '--frame', 'mars'],
      ['map.ifc', '--out', 'x.json'],
    ]) {
      const { stderr, status } = run(...given)
      expect(status, given.join(' ')).toBe(2)
      expect(stderr.trim().split('\n'), stderr).toHaveLength(1)
      expect(stderr).not.toMatch(/\bat .*:\d+:\d+/)
    }
  })
})
