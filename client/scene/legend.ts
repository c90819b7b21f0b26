import { pixelClasses } from '../../models/engines/view/pixel-classes.ts'
import type { DeviceType } from '../../models/subsystem.ts'
import type { Language, Text } from '../../models/text.ts'
import { energyView } from '../state/energy-view.ts'
import { say } from '../ui/text.tsx'
import type { FrameContext } from './frame-context.ts'
import { classWeights } from './overlays/cameras/graded-ground.ts'
import { highestMeters } from './overlays/energy/energy-scale.ts'
import type { Overlays } from './overlays/index.ts'
import { bytesOf, changeRamp, energyRamp, palette } from './palette.ts'
import { sceneStrings as strings } from './strings.ts'

/** One corner of the picture that says what its colours and shapes mean, and how much of it is simulated. */
export type Legend = { write(context: FrameContext): void; readonly text: string; dispose(): void }

type Key = { readonly swatch: string | null; readonly words: Text }

/** With more layers on than this a list of keys would be longer than the picture is clear. */
const mostLayers = 2
const hatch = 'repeating-linear-gradient(135deg,rgba(90,96,102,.6) 0 1.5px,transparent 1.5px 4px)'
const bars = (color: string): string => `repeating-linear-gradient(115deg,${color} 0 4px,transparent 4px 8px)`
const framed = (color: string): string => `linear-gradient(${color}55,${color}55)`
const rampOf = (colors: readonly string[]): string => `linear-gradient(90deg,${colors.join(',')})`
/** The bands of a camera's view, from its mast outwards. */
const bandsOf = (weights: readonly number[]): string =>
  `linear-gradient(90deg,${weights.map((weight, band) => `rgba(${bytesOf(palette.advice).join(',')},${weight * 0.7}) ${(band * 100) / weights.length}% ${((band + 1) * 100) / weights.length}%`).join(',')})`
const classKey: Key = {
  swatch: null,
  words: {
    zh: `${pixelClasses.map(({ name, pixelsPerMeter }) => `${name.zh} ${pixelsPerMeter}`).join(' · ')} px/m`,
    en: `${pixelClasses.map(({ name, pixelsPerMeter }) => `${name.en} ${pixelsPerMeter}`).join(' · ')} px/m`,
  },
}
const stale: Key = { swatch: hatch, words: strings.hatched }

function keysOf({ shows, points }: DeviceType, { energy }: Overlays): Key[] {
  switch (shows.overlay) {
    case 'bay':
      return [{ swatch: framed(palette.advice), words: strings.free }]
    case 'strip':
      return [
        { swatch: `linear-gradient(${palette.advice} 0 2px,transparent 2px 10px,${palette.advice} 10px)`, words: strings.laneClear },
        { swatch: bars('#565d64'), words: strings.laneBlocked },
      ]
    case 'cone':
      return [{ swatch: bandsOf(classWeights), words: strings.cameraView }, classKey]
    case 'line':
      return [
        { swatch: framed(palette.advice), words: strings.guarded },
        { swatch: 'conic-gradient(from 150deg at 50% 0,#565d64 60deg,transparent 0) 0 0/6px 100%', words: strings.upset },
      ]
    case 'field':
    case 'tint': {
      const point = points[shows.by]
      const unit = point?.kind === 'number' ? `, ${point.unit}` : ''
      const from = shows.ramp[0]?.at ?? 0
      const to = shows.ramp[shows.ramp.length - 1]?.at ?? 0
      const named = (language: Language): string => `${point?.name[language] ?? shows.by} ${from}–${to}${unit}`
      const ramp: Key = { swatch: rampOf(shows.ramp.map(({ color }) => color)), words: { zh: named('zh'), en: named('en') } }
      return shows.overlay === 'tint'
        ? [ramp]
        : [ramp, { swatch: `radial-gradient(circle,${palette.grey} 1.5px,transparent 2px) 0 0/5px 5px`, words: strings.guessed }]
    }
    case 'windows':
      return energyKeys(energy)
    case 'level':
      return [{ swatch: 'linear-gradient(#dcd9d2 40%,#748d9e 40%)', words: strings.filled }]
    case 'ring':
      return [{ swatch: `radial-gradient(circle,transparent 3px,${palette.advice} 3.5px 5px,transparent 5.5px)`, words: strings.watched }]
    case 'shaft':
      return [{ swatch: 'linear-gradient(90deg,transparent 20%,#34495a 20% 44%,transparent 44% 56%,#34495a 56% 80%,transparent 80%)', words: strings.liftCar }]
    case 'badge':
    case 'barrier':
    case 'lamp':
      return []
  }
}

/** What colours, columns and bands stand for in the way the energy layer is read. */
function energyKeys({ missing, scale }: Overlays['energy']): Key[] {
  const reading = energyView.getState()
  const { most, unit, name, columnMost } = scale
  const column = `linear-gradient(90deg,transparent 35%,${energyRamp[4]} 35% 65%,transparent 65%)`
  const step = Number((columnMost / highestMeters).toPrecision(2))
  return [
    reading.against === 'yesterday'
      ? { swatch: rampOf(changeRamp), words: strings.change }
      : { swatch: rampOf(energyRamp), words: { zh: `${name.zh} 0–${most} ${unit}`, en: `${name.en} 0–${most} ${unit}` } },
    { swatch: column, words: { zh: `${strings.column.zh}1 m = ${step} ${unit}`, en: `${strings.column.en} 1 m = ${step} ${unit}` } },
    { swatch: 'linear-gradient(transparent 4px,#51697b 4px 9px,transparent 9px)', words: strings.flow },
    ...(reading.abnormal.length > 0 ? [{ swatch: `linear-gradient(${palette.medium},${palette.medium})`, words: strings.outlier }] : []),
    ...(missing > 0 ? [{ swatch: hatch, words: { zh: `${strings.missing.zh} ${missing} 户`, en: `${strings.missing.en}: ${missing}` } }] : []),
  ]
}

/** Two types that show in the same way need one line. */
function addNew(keys: Key[], more: readonly Key[]): void {
  for (const key of more) if (!keys.some(({ words }) => words.zh === key.words.zh)) keys.push(key)
}

function statementOf({ simulated, other }: { readonly simulated: number; readonly other: number }, language: Language): string {
  if (simulated === 0) return ''
  if (other === 0) return strings.allSimulated[language]
  return say(language, strings.someSimulated, { simulated, other })
}

export function createLegend(layer: HTMLElement): Legend {
  const box = document.createElement('div')
  box.dataset.legend = 'scene'
  box.dataset.origin = 'computed'
  box.style.cssText =
    'position:absolute;display:grid;gap:5px;font:400 12px/16px Inter,"Noto Sans SC",sans-serif;max-width:46ch;padding:8px 12px;border-radius:6px'
  layer.append(box)
  let written = ''
  return {
    get text() {
      return box.textContent ?? ''
    },
    write({ stage, view, insets }) {
      const { language } = view
      const night = stage.uniforms.night.value > 0.5
      const keys: Key[] = []
      if (view.layers.size > 0 && view.layers.size <= mostLayers)
        for (const [id, entries] of stage.register.bySubsystem)
          if (view.layers.has(id)) for (const type of new Set(entries.map((entry) => entry.type))) addNew(keys, keysOf(type, stage.overlays))
      if (view.layers.size > 0) keys.push(stale)
      const statement = statementOf(stage.watches.shown, language)
      const wanted = `${night} ${insets.left} ${insets.bottom} ${keys.map(({ words }) => words[language]).join('|')} ${statement}`
      if (wanted === written) return
      written = wanted
      box.style.left = `${insets.left + 16}px`
      box.style.bottom = `${insets.bottom + 12}px`
      box.style.color = night ? 'rgba(226,231,236,.82)' : 'rgba(40,46,52,.86)'
      box.style.background = night ? 'rgba(27,32,39,.72)' : 'rgba(248,247,244,.78)'
      box.style.visibility = keys.length === 0 && statement === '' ? 'hidden' : 'visible'
      box.replaceChildren(...keys.map(({ swatch, words }) => rowOf(words[language], swatch)), ...(statement === '' ? [] : [rowOf(statement, null)]))
    },
    dispose() {
      box.remove()
    },
  }
}

function rowOf(words: string, swatch: string | null): HTMLDivElement {
  const row = document.createElement('div')
  row.style.cssText = 'display:flex;gap:8px;align-items:center'
  if (swatch !== null) {
    const sample = document.createElement('span')
    sample.style.cssText = 'flex:none;width:26px;height:12px;border-radius:2px;box-shadow:0 0 0 1px rgba(120,126,132,.45)'
    sample.style.background = swatch
    row.append(sample)
  }
  row.append(words)
  return row
}
