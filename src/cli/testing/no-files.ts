/** For commands that should not touch files of bytes. */
import type { Files } from '../io.ts'

export const noFiles: Files = {
  read: () => {
    throw new Error('read a file')
  },
  write: () => {
    throw new Error('wrote a file')
  },
  isSame: () => false,
}
