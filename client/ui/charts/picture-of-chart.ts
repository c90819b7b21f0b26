const drawn = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'paint-order',
] as const

/** A drawn chart as a PNG, twice its size on screen, on the colour it stands on. Rejects where the browser cannot draw it. */
export async function pictureOfChart(chart: SVGSVGElement): Promise<Blob> {
  const { width, height } = chart.getBoundingClientRect()
  const image = new Image()
  const source = new XMLSerializer().serializeToString(withStyles(chart, width, height))
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = 2 * width
  canvas.height = 2 * height
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser draws no pictures.')
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--panel-solid')
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture came out empty.'))), 'image/png'))
}

/** A copy that carries its looks with it, as attributes: style sheets do not reach into a picture, and the page's policy forbids styles written into markup. */
function withStyles(chart: SVGSVGElement, width: number, height: number): Node {
  const copy = chart.cloneNode(true)
  if (!(copy instanceof SVGSVGElement)) return copy
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  const copies = copy.querySelectorAll('*')
  for (const [index, element] of chart.querySelectorAll('*').entries()) {
    const looks = getComputedStyle(element)
    const target = copies[index]
    for (const property of drawn) target?.setAttribute(property, looks.getPropertyValue(property))
  }
  return copy
}
