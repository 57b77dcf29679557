/** A file dropped anywhere on the page. Text that is dragged about is left to whoever it is dropped on. */
import { useEffect } from 'react'

/** `coming` hears of each file that is dragged onto the page, `dropped` of those that are let go there. */
export function useFileDrop(coming: () => unknown, dropped: (file: File) => unknown): void {
  useEffect(() => {
    const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') === true
    const enter = (event: DragEvent): void => {
      if (hasFiles(event)) coming()
    }
    const over = (event: DragEvent): void => {
      if (hasFiles(event)) event.preventDefault()
    }
    const drop = (event: DragEvent): void => {
      const [file] = event.dataTransfer?.files ?? []
      if (file === undefined) return
      event.preventDefault()
      dropped(file)
    }
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragover', over)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragover', over)
      window.removeEventListener('drop', drop)
    }
  }, [coming, dropped])
}
