import type { Point, Subsystem } from '../../models/subsystem.ts'
import { deviceTypeId } from '../../models/subsystem.ts'

type Schema = Readonly<Record<string, unknown>>

/** One schema for each kind of device, by `subsystem.type`: what it may say in one message (MQTT telemetry, or item by item to `POST /ingest`). */
export function telemetrySchemas(subsystems: readonly Subsystem[]): Record<string, Schema> {
  const schemas: Record<string, Schema> = {}
  for (const subsystem of subsystems)
    for (const [id, { name, source, points }] of Object.entries(subsystem.devices))
      schemas[deviceTypeId(subsystem.id, id)] = {
        type: 'object',
        title: `${name.zh} ${name.en}`,
        description: source,
        properties: {
          ...Object.fromEntries(Object.entries(points).map(([point, declared]) => [point, pointSchema(declared)])),
          time: { description: '测量时间 When it was measured: ISO 8601 or ms since 1970; absent means now', oneOf: [{ type: 'string' }, { type: 'number' }] },
        },
      }
  return schemas
}

/** A number out of range is taken and flagged, not refused: the range stands in words, not as a limit. */
function pointSchema(point: Point): Schema {
  const title = `${point.name.zh} ${point.name.en}`
  switch (point.kind) {
    case 'number':
    case 'counter': {
      const [low, high] = point.range
      const after = point.kind === 'counter' ? 'a total that rolls over at the end' : 'outside is kept and flagged'
      return { type: 'number', title, description: `${low} to ${high} ${point.unit}, to ${point.resolution}; ${after}` }
    }
    case 'boolean':
      return {
        type: 'boolean',
        title,
        description: `true: ${point.labels.true.zh} ${point.labels.true.en}; false: ${point.labels.false.zh} ${point.labels.false.en}`,
      }
    case 'state':
      return { type: 'string', title, enum: Object.keys(point.states) }
    case 'event': {
      const code = { type: 'string', enum: Object.keys(point.events) }
      return { title, oneOf: [code, { type: 'object', properties: { code, detail: { type: 'string', maxLength: 200 } }, required: ['code'] }] }
    }
    case 'location':
      return { type: 'array', title, description: 'Metres east, north and up from the community’s origin', items: { type: 'number' }, minItems: 3, maxItems: 3 }
  }
}
