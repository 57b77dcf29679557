/**
 * An element's width in pixels, kept up to date; `assumed` before it is known and where nothing is laid out.
 */
import { useEffect, useState, type RefObject } from 'react'

export function useWidth(element: RefObject<HTMLElement | null>, assumed: number): number {
  const [width, setWidth] = useState(assumed)
  useEffect(() => {
    const target = element.current
    if (target === null || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(([entry]) => {
      const measured = Math.floor(entry?.contentRect.width ?? 0)
      if (measured > 0) setWidth(measured)
    })
    observer.observe(target)
    return () => {
      observer.disconnect()
    }
  }, [element])
  return width
}
