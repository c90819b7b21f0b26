/** A picture drawn from a camera's place by the model: a part of a canvas, valid only while it is handed over, and the moment it shows. */
export type TwinPicture = {
  readonly source: HTMLCanvasElement
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly shownAt: number
}

/** Somebody who shows what the model sees from a camera's place. */
export type TwinView = { readonly device: string; readonly paint: (picture: TwinPicture) => void }

const wanted = new Set<TwinView>()
const listeners = new Set<() => void>()

/** Who shows pictures from cameras' places now: panels and pins enter themselves, the scene draws for them, and only while there are any. */
export const twinViews = {
  all: wanted as ReadonlySet<TwinView>,
  /** The returned function takes it away again. */
  add(view: TwinView): () => void {
    wanted.add(view)
    for (const listener of listeners) listener()
    return () => {
      wanted.delete(view)
    }
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  },
}
