/** A drawing on the page as a file of its own: every style that it gets from the page written into it. */

const STYLES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const

/** The text of an SVG file that looks as `svg` does now. */
export function svgText(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const originals = [svg, ...svg.querySelectorAll('*')]
  const copies = [copy, ...copy.querySelectorAll('*')]
  for (const [index, original] of originals.entries()) {
    const target = copies[index]
    if (target === undefined) continue
    const computed = getComputedStyle(original)
    for (const name of STYLES) {
      const value = computed.getPropertyValue(name)
      if (value !== '') target.setAttribute(name, value)
    }
    for (const name of ['class', 'tabindex', 'data-box', 'data-current']) target.removeAttribute(name)
  }
  const box = svg.viewBox.baseVal
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(box.width))
  copy.setAttribute('height', String(box.height))
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  ground.setAttribute('width', '100%')
  ground.setAttribute('height', '100%')
  ground.setAttribute('fill', getComputedStyle(svg.parentElement ?? svg).backgroundColor)
  copy.prepend(ground)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`
}

export function downloadSvg(svg: SVGSVGElement, fileName: string): void {
  const address = URL.createObjectURL(new Blob([svgText(svg)], { type: 'image/svg+xml' }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  URL.revokeObjectURL(address)
}
