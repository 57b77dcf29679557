/** Asks for a file with the system's dialog. Nothing happens where the person thinks better of it. */
export function pickFile(accept: string, picked: (file: File) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = accept
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    if (file !== undefined) picked(file)
  })
  input.click()
}

export const CAPTURES = '.pcap,.pcapng,.cap,.gz,.dmp'
