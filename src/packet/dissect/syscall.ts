/**
 * A system call as a seccomp filter sees it: `struct seccomp_data`, in the words that the filter loads.
 *
 * Left out on purpose: the call's name, which needs a table of its own (bpf/syscalls.ts).
 *
 * Source: linux/seccomp.h.
 */
import { SECCOMP_DATA_SIZE, archName, readSeccompPacket } from '../../bpf/index.ts'
import { hexNumber } from '../addresses.ts'
import { HeaderReader } from './header-reader.ts'
import type { Dissected, Part } from './layer.ts'
import { withName } from './names.ts'

export function dissectSyscall(bytes: Uint8Array, part: Part): Dissected {
  const reader = new HeaderReader(bytes, part, 'syscall', 'network')
  const call = readSeccompPacket(bytes.subarray(part.from, part.to))
  if (reader.wantsFields) addFields(reader, call)
  const info = (): string => {
    const arch = reader.say(4, 4, (n) => ` on ${archName(n) ?? hexNumber(n, 8)}`) ?? ''
    return reader.say(0, 4, (n) => `call ${n}${arch}`) ?? ''
  }
  const header = reader.finish('System call', SECCOMP_DATA_SIZE, info)
  return { header, next: null, summary: reader.has(0, 4) ? info : null }
}

function addFields(reader: HeaderReader, call: ReturnType<typeof readSeccompPacket>): void {
  const { nr, arch, instructionPointer, args } = call
  reader.add(0, 4, { name: 'Number', short: 'nr', key: 'nr', value: `${nr}` })
  reader.add(4, 4, {
    name: 'Architecture',
    short: 'arch',
    key: 'arch',
    value: withName(hexNumber(arch, 8), archName(arch)),
  })
  const addLong = (at: number, name: string, short: string, key: string, value: bigint): void => {
    const half = (offset: number, word: 'low' | 'high') =>
      reader.make(at + offset, 4, {
        name: word === 'low' ? 'Low half' : 'High half',
        short: word === 'low' ? short : `${short} high`,
        key: `${key}.${word}`,
        value: hexNumber(reader.number(at + offset, 4), 8),
      })
    const children = [half(0, 'low'), half(4, 'high')].filter((each) => each !== null)
    reader.add(at, 8, { name, short: null, key, value: `0x${value.toString(16)}`, children })
  }
  addLong(8, 'Instruction pointer', 'ip', 'ip', instructionPointer)
  for (const [index, value] of args.entries()) {
    addLong(16 + index * 8, `Argument ${index}`, `arg ${index}`, `args${index}`, value)
  }
}
