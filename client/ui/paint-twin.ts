type Picture = { readonly source: CanvasImageSource; readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Paints a picture into a canvas and stamps into it what it is, so that it is never taken for a photograph, not even where it is saved. */
export function paintTwin(canvas: HTMLCanvasElement, { source, x, y, width, height }: Picture, stamp: string): void {
  canvas.width = width
  canvas.height = height
  const paper = canvas.getContext('2d')
  if (!paper) return
  paper.drawImage(source, x, y, width, height, 0, 0, width, height)
  const line = Math.max(11, Math.round(height / 15))
  paper.font = `500 ${line}px Inter, "Noto Sans SC", sans-serif`
  paper.fillStyle = 'rgba(20, 24, 28, 0.62)'
  paper.fillRect(0, height - line * 1.7, width, line * 1.7)
  paper.fillStyle = '#f4f3f0'
  paper.textBaseline = 'middle'
  paper.fillText(stamp, line * 0.6, height - line * 0.83, width - line * 1.2)
}
