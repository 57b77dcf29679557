/** Asks for a capture with the system's dialog. Nothing happens where the person thinks better of it. */
import { useApp } from '../store/index.ts'

const CAPTURES = '.pcap,.pcapng,.cap,.gz,.dmp'

export function usePickCapture(): () => void {
  const prepare = useApp((state) => state.prepareCapture)
  const open = useApp((state) => state.openCapture)
  return () => {
    void prepare()
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = CAPTURES
    input.addEventListener('change', () => {
      const [file] = input.files ?? []
      if (file !== undefined) void open(file)
    })
    input.click()
  }
}
