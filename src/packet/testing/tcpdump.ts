/**
 * tcpdump's own reading of a frame, where it is installed.
 */
import { spawnSync } from 'node:child_process'

export const hasTcpdump = spawnSync('tcpdump', ['--version']).status === 0

/** What `tcpdump -r - -nn -t -v` prints for one frame, on one line. */
export function tcpdumpLine(linkType: number, bytes: Uint8Array): string {
  const file = Buffer.alloc(40 + bytes.length)
  file.writeUInt32LE(0xa1b2c3d4, 0)
  file.writeUInt16LE(2, 4)
  file.writeUInt16LE(4, 6)
  file.writeUInt32LE(0x40000, 16)
  file.writeUInt32LE(linkType, 20)
  file.writeUInt32LE(bytes.length, 32)
  file.writeUInt32LE(bytes.length, 36)
  file.set(bytes, 40)
  const { stdout, status } = spawnSync('tcpdump', ['-r', '-', '-nn', '-t', '-v'], { input: file, encoding: 'utf8' })
  if (status !== 0) throw new Error('tcpdump failed')
  return stdout.trim().replace(/\s+/g, ' ')
}
