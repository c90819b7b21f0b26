import { CanvasTexture, DataTexture, LinearFilter, SRGBColorSpace, type Texture } from 'three'
import { palette } from '../palette.ts'

/** Strokes on a 24 × 24 field for the glyphs that declarations name; one not drawn here shows as a dot. */
const strokes: Readonly<Record<string, string>> = {
  'door-open': 'M13 4h4v16h3M4 20h9M7 20V5l6-2v17M10 12h.01',
  accessibility: 'M12 5.5a1.4 1.4 0 1 0 0-2.8 1.4 1.4 0 0 0 0 2.8M5 9l7 1.5L19 9M12 10.5V15M8 21l4-6 4 6',
  zap: 'M13 2 4 14h7l-1 8 10-13h-7z',
  'heart-pulse': 'M12 20S3 14 3 8.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 9 1.5C21 14 12 20 12 20M3.5 12H9l1-2 2 4 1.5-2h4',
  lightbulb: 'M9 18h6M10 21h4M8.5 15.5c-1.5-1.2-2.5-3-2.5-5a6 6 0 0 1 12 0c0 2-1 3.8-2.5 5z',
  droplet: 'M12 3s6 6.5 6 11a6 6 0 0 1-12 0c0-4.5 6-11 6-11',
  'utility-pole': 'M12 2v20M4 6h16M6 11h12M5 6V4M19 6V4M7 11V9M17 11V9',
  'parking-meter': 'M9 20V5h4.5a4 4 0 0 1 0 8H9',
  'plug-zap': 'M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4',
  ban: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M5.6 5.6l12.8 12.8',
}

export const cellsPerSide = 8
const cellPixels = 64

/** Cells 0–3: alarms of priority 1–4 filled; 4–7 the same as outlines; then a dot and the glyphs. */
export const alarmCell = (priority: number, outline: boolean): number => priority + (outline ? 4 : 0)
const names = ['dot', ...Object.keys(strokes)]
export const glyphCell = (glyph: string): number => 8 + Math.max(0, names.indexOf(glyph))

const priorityColors = [palette.critical, palette.high, palette.medium, palette.low]

/** One picture with every mark, drawn when the scene starts. Without a document (a test) it is one blank pixel. */
export function drawGlyphs(): Texture {
  const canvas = typeof document === 'undefined' ? null : document.createElement('canvas')
  const pen = canvas?.getContext('2d')
  if (!canvas || !pen) return new DataTexture(new Uint8Array(4), 1, 1)
  canvas.width = canvas.height = cellsPerSide * cellPixels
  for (let priority = 0; priority < 4; priority += 1)
    for (const outline of [false, true]) inCell(pen, alarmCell(priority, outline), () => drawPriority(pen, priority, outline))
  for (const name of names) inCell(pen, glyphCell(name), () => drawBadge(pen, name))
  const texture = new CanvasTexture(canvas)
  texture.colorSpace = SRGBColorSpace
  texture.minFilter = LinearFilter
  texture.generateMipmaps = false
  return texture
}

function inCell(pen: CanvasRenderingContext2D, cell: number, draw: () => void): void {
  pen.save()
  pen.translate((cell % cellsPerSide) * cellPixels, Math.floor(cell / cellsPerSide) * cellPixels)
  draw()
  pen.restore()
}

/** Square, triangle, circle, diamond, each with its number: colour is never the only sign. */
function drawPriority(pen: CanvasRenderingContext2D, priority: number, outline: boolean): void {
  const shapes = ['M8 8h48v48H8z', 'M32 4 61 57H3z', 'M32 5a27 27 0 1 0 0 54 27 27 0 0 0 0-54z', 'M32 3 61 32 32 61 3 32z']
  const shape = new Path2D(shapes[priority])
  pen.lineWidth = 5
  pen.strokeStyle = outline ? priorityColors[priority] : '#f6f4f0'
  pen.fillStyle = outline ? 'rgba(246,244,240,0.92)' : priorityColors[priority]
  pen.fill(shape)
  pen.stroke(shape)
  pen.fillStyle = outline ? priorityColors[priority] : priority === 2 ? palette.ink : '#fbfaf8'
  pen.font = '600 34px Inter, sans-serif'
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.fillText(String(priority + 1), 32, priority === 1 ? 40 : 34)
}

function drawBadge(pen: CanvasRenderingContext2D, name: string): void {
  pen.beginPath()
  pen.arc(32, 32, 27, 0, Math.PI * 2)
  pen.fillStyle = 'rgba(248,247,244,0.95)'
  pen.fill()
  pen.lineWidth = 2
  pen.strokeStyle = 'rgba(31,36,41,0.3)'
  pen.stroke()
  pen.strokeStyle = pen.fillStyle = '#3c444b'
  const path = strokes[name]
  if (path === undefined) {
    pen.beginPath()
    pen.arc(32, 32, 8, 0, Math.PI * 2)
    pen.fill()
    return
  }
  pen.translate(32, 32)
  pen.scale(1.4, 1.4)
  pen.translate(-12, -12)
  pen.lineWidth = 1.9
  pen.lineCap = pen.lineJoin = 'round'
  pen.stroke(new Path2D(path))
}
