import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLineDecoder } from '../../../../server/ingest/line/decode-lines.ts'
import { LineMapping } from '../../../../server/ingest/line/line-mapping.ts'
import { readLineTime } from '../../../../server/ingest/line/line-time.ts'
import type { FieldValue } from '../../../../server/ingest/line/parse-lines.ts'
import { parseKey, parseLines } from '../../../../server/ingest/line/parse-lines.ts'
import { ingestRegister } from '../../../support/make-ingest.ts'

type Point = { measurement: string; tags: [string, string][]; fields: [string, FieldValue][]; stamp: string }

const parseAll = (text: string | Buffer) => {
  const points: Point[] = []
  const broken = parseLines(Buffer.from(text), (line) => {
    const key = parseKey(line.key)
    points.push({
      measurement: key?.measurement ?? '?',
      tags: [...(key?.tags ?? [])],
      fields: line.names.slice(0, line.fieldCount).map((name, i) => [name, line.values[i] ?? '']),
      stamp: line.stamp,
    })
  })
  return { points, broken }
}

/** A slow reader, written from the grammar: one regular expression a piece. */
function readSlowly(text: string): Point {
  const key = /^(?:\\[^\n]|[^\\ \n])+/.exec(text)?.[0] ?? ''
  let rest = text.slice(key.length).replace(/^ +/, '')
  const fields: [string, FieldValue][] = []
  for (;;) {
    const [whole = '', name = '', quoted, bare = ''] = /^((?:\\[^\n]|[^\\=, \n])+)=(?:"((?:\\[\s\S]|[^"\\])*)"|([^, \n]+))/.exec(rest) ?? []
    const value =
      quoted !== undefined
        ? quoted.replace(/\\(["\\])/g, '$1')
        : /^(t|true)$/i.test(bare)
          ? true
          : /^(f|false)$/i.test(bare)
            ? false
            : Number(bare.replace(/[iu]$/, ''))
    fields.push([name.replace(/\\([,= ])/g, '$1'), value])
    rest = rest.slice(whole.length)
    if (!rest.startsWith(',')) break
    rest = rest.slice(1)
  }
  const bareNames = (part: string) => part.replace(/\\([,= ])/g, '$1')
  const [measurement = '', ...tags] = key.match(/(?:\\[^\n]|[^\\,])+/g) ?? []
  return {
    measurement: bareNames(measurement),
    tags: tags.map((tag) => {
      const [, name = '', value = ''] = /^((?:\\[^\n]|[^\\=])+)=([\s\S]+)$/.exec(tag) ?? []
      return [bareNames(name), bareNames(value)]
    }),
    fields,
    stamp: rest.trim(),
  }
}

const name = fc.string({ unit: fc.constantFrom('a', 'b', '温', '𠮷', ' ', ',', '=', '"', '_', '1', 'é'), minLength: 1, maxLength: 6 })
const escapeName = (text: string) => text.replace(/[,= ]/g, '\\$&')
const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer())
const value: fc.Arbitrary<{ written: string; value: FieldValue }> = fc.oneof(
  number.map((n) => ({ written: String(n), value: n })),
  fc.integer().map((n) => ({ written: `${n}i`, value: n })),
  fc.nat().map((n) => ({ written: `${n}u`, value: n })),
  fc.constantFrom('t', 'T', 'true', 'True', 'TRUE').map((written) => ({ written, value: true })),
  fc.constantFrom('f', 'F', 'false', 'False', 'FALSE').map((written) => ({ written, value: false })),
  fc
    .string({ unit: fc.constantFrom('a', '"', '\\', '\n', ' ', ',', '=', '温'), maxLength: 8 })
    .map((text) => ({ written: `"${text.replace(/["\\]/g, '\\$&')}"`, value: text })),
)
const line = fc
  .record({
    measurement: name.filter((text) => !/^[# ]/.test(text)),
    tags: fc.uniqueArray(fc.tuple(name, name), { maxLength: 3, selector: ([key]) => key }),
    fields: fc.array(fc.tuple(name, value), { minLength: 1, maxLength: 4 }),
    stamp: fc.option(fc.integer({ min: 0, max: 2_000_000_000 }).map(String), { nil: '' }),
  })
  .map(({ measurement, tags, fields, stamp }) => ({
    written: `${[escapeName(measurement), ...tags.map(([key, tag]) => `${escapeName(key)}=${escapeName(tag)}`)].join(',')} ${fields.map(([key, field]) => `${escapeName(key)}=${field.written}`).join(',')}${stamp === '' ? '' : ` ${stamp}`}`,
    point: { measurement, tags, fields: fields.map(([key, field]): [string, FieldValue] => [key, field.value]), stamp },
  }))

describe('line protocol', () => {
  it('reads every well-formed line as a slow reader of the grammar does, and as it was meant', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), fc.constantFrom('\n', '\r\n', '\n\n', '\n# note\n'), (lines, between) => {
        const { points, broken } = parseAll(lines.map(({ written }) => written).join(between))
        expect(broken).toEqual([])
        expect(points).toEqual(lines.map(({ point }) => point))
        expect(points).toEqual(lines.map(({ written }) => readSlowly(written)))
      }),
      { numRuns: 500 },
    )
  })

  it('never throws, never hangs, and never takes more than was sent, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.string({ unit: fc.constantFrom('a', '=', ',', ' ', '\n', '\\', '"', '1', 'i', '-', '#', '.', 'e', '\r'), maxLength: 60 }),
        ),
        (bytes) => {
          const { points, broken } = parseAll(typeof bytes === 'string' ? bytes : Buffer.from(bytes))
          const lines = Buffer.from(bytes).toString('latin1').split('\n').length
          expect(points.length + broken.length).toBeLessThanOrEqual(lines)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['no line', 'missing field value'],
    ['a', 'missing fields'],
    ['a,b=c', 'missing fields'],
    ['a b=', 'missing field value'],
    ['a =1', 'missing field key'],
    ['a b=1 x', 'bad timestamp'],
    ['a b=1 12 13', 'bad timestamp'],
    ['a b=12,3', 'missing field value'],
    ['a b=0x10', "invalid value '0x10'"],
    ['a b=１２', "invalid value '１２'"],
    ['a b="open', 'unbalanced quotes'],
    ['a b=null', "invalid value 'null'"],
    [',a=b c=1', 'missing measurement'],
    ['a b=1_', "invalid value '1_'"],
    ['a b=1 --1', 'bad timestamp'],
  ])('names what is wrong with %j', (text, why) => {
    expect(parseAll(`x y=1\n${text}\nx y=2`)).toMatchObject({ points: [{}, {}], broken: [{ line: 2, why }] })
  })

  it('tells names apart that look alike byte by byte', () => {
    const { points } = parseAll('a Ã©=1\na é=2\na é=3\na Ã©=4')
    expect(points.map(({ fields }) => fields)).toEqual([[['Ã©', 1]], [['é', 2]], [['é', 3]], [['Ã©', 4]]])
  })

  it.each(['0', '-0', '+1.50', '.5', '5.', '0.1', '123456789012345', '1234567890123456', '999999999999999.9', '0.000000000000001', '1.7976931348623157e308'])(
    'reads %s to the last bit',
    (written) => {
      expect(parseAll(`a b=${written}`).points[0]?.fields).toEqual([['b', Number(written)]])
    },
  )

  it('counts lines on after a text that runs over several', () => {
    expect(parseAll('a b="1\n2\n3" 5\nbroken\n').broken).toMatchObject([{ line: 4 }])
  })

  it.each([
    ['1795521600123999999', 'ns', 1795521600123],
    ['1795521600123000000', 'ns', 1795521600123],
    ['1795521600123456', 'us', 1795521600123],
    ['1795521600123', 'ms', 1795521600123],
    ['1795521600', 's', 1795521600000],
    ['29925360', 'm', 1795521600000],
    ['1795521600123', 'ns', 1795521600123],
    ['1795521600', 'ms', 1795521600000],
    ['1795521600123000000', 'ms', 1795521600123],
    ['-1', 'ms', -1],
    ['0', 'ns', 0],
  ] as const)('reads the time %s in %s', (digits, precision, ms) => {
    expect(readLineTime(digits, precision)).toBe(ms)
  })

  it('finds device and point by tag and field, and refuses each other field with its reason', () => {
    const decode = createLineDecoder(() => ingestRegister(1), [])
    const { candidates } = decode(
      Buffer.from('any,device=meter-0,x=y power=1.239,energy=5i,relay=true,door="open",nothing=1,step=NaN 1795521600\nany,device=nobody power=1\nany power=1'),
      's',
      null,
    )
    expect(Array.from(candidates.value.subarray(0, candidates.count))).toEqual([1.24, 5, 1, 1])
    expect(candidates.refused.map(({ index, code, point }) => [index, code, point])).toEqual([
      [0, 'unknown_point', 'nothing'],
      [0, 'not_finite', 'step'],
      [1, 'unknown_device', 'power'],
      [2, 'unknown_shape', 'power'],
    ])
  })

  it('takes lines of another shape by a mapping', () => {
    const mapping = LineMapping.parse({
      measurement: 'modbus',
      where: { area: 'west' },
      device: 'meter-{unit}',
      points: { watts: { point: 'power', scale: 0.001 }, contact: { point: 'door', states: { 0: 'closed', 1: 'open' } } },
    })
    const decode = createLineDecoder(() => ingestRegister(2), [mapping])
    const { candidates } = decode(Buffer.from('modbus,unit=1,area=west watts=1500,contact=1i\nmodbus,unit=1,area=east watts=1500\n'), 'ns', null)
    expect(Array.from(candidates.value.subarray(0, candidates.count))).toEqual([1.5, 1])
    expect(candidates.refused.map(({ index, code }) => [index, code])).toEqual([[1, 'unknown_shape']])
  })
})
