import { useFrame, useThree } from '@react-three/fiber'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { PerspectiveCamera } from 'three'
import type { StoreApi } from 'zustand/vanilla'
import type { AlarmState } from '../../models/protocol/alarm.ts'
import type { Register } from '../../models/register.ts'
import type { Community } from '../../models/site/community.ts'
import type { TelemetryBuffer } from '../live/telemetry-buffer.ts'
import { energyView } from '../state/energy-view.ts'
import type { Twin } from '../state/twin.ts'
import { view } from '../state/view.ts'
import { createFrameContext, type FrameContext } from './frame-context.ts'
import { introspect } from './introspection.ts'
import { createLabels } from './labels.ts'
import { lateControls } from './late-controls.ts'
import { createLegend } from './legend.ts'
import { listenToPointer } from './picking/pointer.ts'
import { applyLevel } from './quality/apply-level.ts'
import { createPictureDrawing } from './quality/draw-picture.ts'
import type { QualityLevel } from './quality/quality.ts'
import { createStage, type Detail } from './stage.ts'
import { surviveLoss } from './survive-loss.ts'
import { frame } from './systems/index.ts'
import { createLateTwins } from './twin/late-twins.ts'
import { createSnowRecall } from './weather/recall-snow.ts'

type LiveProps = {
  readonly community: Community
  readonly register: Register
  readonly buffer: TelemetryBuffer
  readonly insets: FrameContext['insets']
  readonly alarms: StoreApi<{ readonly current: readonly AlarmState[] }> | null
  readonly now: () => number
  readonly onArrival: Twin['onArrival'] | null
  readonly detail: Detail
  readonly level: QualityLevel
  /** Whether pictures at rest may be refined. */
  readonly refines: boolean
  readonly isSoftware: boolean
  /** Told how long a frame of a movement took, milliseconds. */
  readonly noteFrame: (frameMs: number) => void
  readonly labels: RefObject<HTMLDivElement | null>
  /** Told when the graphics card takes the picture back, and when it is there again. */
  readonly onLost: (lost: boolean) => void
}

/** Puts the stage into the canvas once and runs the frame's systems over it; no reading ever renders React. */
export function Live(props: LiveProps) {
  const { community, register, buffer, insets, alarms, now, onArrival, detail, level, refines, isSoftware, noteFrame, labels, onLost } = props
  const three = useThree()
  const { gl, scene, invalidate, size } = three
  const camera = three.camera instanceof PerspectiveCamera ? three.camera : null
  const stage = useMemo(() => createStage(community, register, detail, refines), [community, register, detail, refines])
  const context = useMemo(() => (camera ? createFrameContext({ stage, buffer, view: view.getState(), camera, now }) : null), [stage, buffer, camera, now])

  useEffect(() => {
    scene.add(stage.root)
    scene.background = stage.background
    return () => {
      scene.remove(stage.root)
      stage.dispose()
    }
  }, [scene, stage])

  useEffect(() => {
    if (!context) return
    context.gl = gl
    const controls = lateControls(context, gl.domElement, invalidate)
    context.labels = labels.current ? createLabels(labels.current) : null
    context.legend = labels.current ? createLegend(labels.current) : null
    const stopPointer = listenToPointer(context, gl.domElement, invalidate)
    const forget = introspect(context, gl)
    const stopWatching = watch(context, { alarms, onArrival, isSoftware }, invalidate)
    return () => {
      stopWatching()
      stopPointer()
      forget()
      context.labels?.dispose()
      context.labels = null
      context.legend?.dispose()
      context.legend = null
      context.pins?.dispose()
      context.pins = null
      controls.dispose()
    }
  }, [context, gl, alarms, onArrival, labels, isSoftware, invalidate])

  useEffect(() => (context ? surviveLoss(context, gl.domElement, invalidate, onLost) : undefined), [context, gl, invalidate, onLost])

  useEffect(() => {
    if (!context) return
    context.insets = insets
    context.width = size.width
    context.height = size.height
    context.seen.view = null
    stage.uniforms.viewport.value.set(size.width, size.height)
    invalidate()
  }, [context, stage, insets, size.width, size.height, invalidate])

  useEffect(() => {
    if (!context) return
    applyLevel(context, level)
    invalidate()
  }, [context, level, invalidate])

  const drawing = useMemo(() => createPictureDrawing(gl, scene, invalidate), [gl, scene, invalidate])
  useEffect(() => () => drawing.stop(), [drawing])

  const twins = useMemo(() => createLateTwins(gl, scene, isSoftware, invalidate), [gl, scene, isSoftware, invalidate])
  useEffect(() => () => twins.stop(), [twins])

  const recall = useMemo(() => (context ? createSnowRecall(context, invalidate) : null), [context, invalidate])

  const wasMoving = useRef(false)
  // A priority above 0 takes the drawing over: what arrives and is not in the picture draws none.
  useFrame((_, delta) => {
    if (!context) return
    // After a rest the clock has run on alone: a movement starts with one plain step.
    const again = runFrame(context, wasMoving.current ? Math.min(delta, 0.4) : 1 / 60)
    if (context.fresh.minute) recall?.look()
    if (wasMoving.current && again) noteFrame(delta * 1000)
    wasMoving.current = again
    twins.draw(context, labels.current)
    if (drawing.draw(context, again) || again) invalidate()
  }, 1)
  return null
}

/** What falls is moved on at most so often, milliseconds. */
const fallMs = 50

/** All systems in order; true if any asks for another frame. */
function runFrame(context: FrameContext, deltaSeconds: number): boolean {
  const started = performance.now()
  context.deltaSeconds = deltaSeconds
  let again = false
  for (const system of frame) again = system(context) || again
  context.frameMs += (performance.now() - started - context.frameMs) * 0.1
  return again
}

/**
 * Asks for a frame when something is new: the view, an alarm, a delta in the buffer, and each half minute for ages and the sun.
 * What arrives is asked for at once, so that it is in the very next picture.
 */
function watch(
  context: FrameContext,
  { alarms, onArrival, isSoftware }: Pick<LiveProps, 'alarms' | 'onArrival' | 'isSoftware'>,
  invalidate: () => void,
): () => void {
  // Where the processor draws, a frame is dear: values alone ask for two a second, so that panels stay quick.
  const gapMs = isSoftware ? 500 : 0
  let drawnAt = 0
  let fellAt = 0
  context.fallsInTime = !isSoftware
  const stopView = view.subscribe((next) => {
    context.view = next
    invalidate()
  })
  const stopEnergy = energyView.subscribe(invalidate)
  context.view = view.getState()
  context.alarms = alarms?.getState().current ?? []
  const stopAlarms = alarms?.subscribe(({ current }) => {
    context.alarms = current
    invalidate()
  })
  const drawNew = (): void => {
    const isNew = context.buffer.revision !== context.seen.revision || context.buffer.allChanged
    if (!isNew || performance.now() - drawnAt < gapMs) return
    drawnAt = performance.now()
    invalidate()
  }
  const stopArrivals = onArrival?.(drawNew)
  let request = requestAnimationFrame(function look() {
    const phase = Math.floor(context.now() / 500) % 2 === 0 ? 1 : 0
    if (context.blinking && phase !== context.stage.uniforms.blink.value) {
      drawnAt = performance.now()
      invalidate()
    } else if (context.falling && document.visibilityState === 'visible' && performance.now() - fellAt >= fallMs) {
      fellAt = performance.now()
      invalidate()
    } else drawNew()
    request = requestAnimationFrame(look)
  })
  const timer = setInterval(invalidate, 30_000)
  invalidate()
  return () => {
    stopView()
    stopEnergy()
    stopAlarms?.()
    stopArrivals?.()
    cancelAnimationFrame(request)
    clearInterval(timer)
  }
}
