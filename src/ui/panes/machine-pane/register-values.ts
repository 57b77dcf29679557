/**
 * The registers of a moment as the table shows them: value, what it was, how people read it.
 */
import { CLASS, MISC, classOf, miscOf, type Program } from '../../../bpf/index.ts'
import type { MachineState, Register } from '../../../store/index.ts'
import { readings, type RegisterValue } from '../../views/machine/index.ts'

function writesA(code: number): boolean {
  const kind = classOf(code)
  return kind === CLASS.LD || kind === CLASS.ALU || (kind === CLASS.MISC && miscOf(code) === MISC.TXA)
}

function writesX(code: number): boolean {
  return classOf(code) === CLASS.LDX || (classOf(code) === CLASS.MISC && miscOf(code) === MISC.TAX)
}

export interface RegisterMoment {
  readonly program: Program
  /** Instructions executed at least once. */
  readonly executed: readonly number[]
  readonly now: MachineState
  readonly before: MachineState | null
  /** What follows the program counter: `next is jeq`. */
  readonly pcReading: string
}

export function mainRegisters({ program, executed, now, before, pcReading }: RegisterMoment): RegisterValue[] {
  const written = (writes: (code: number) => boolean): boolean => executed.some((pc) => writes(program[pc]?.code ?? 0))
  const general = (name: string, value: number, was: number | undefined, read: boolean): RegisterValue => ({
    name,
    value,
    old: was === undefined || was === value ? null : was,
    reading: read ? readings(value) : ['0, not written'],
    read,
  })
  return [
    general('A', now.a, before?.a, written(writesA)),
    general('X', now.x, before?.x, written(writesX)),
    {
      name: 'PC',
      value: now.pc,
      old: before === null || before.pc === now.pc ? null : before.pc,
      reading: [pcReading],
      read: true,
    },
  ]
}

export function memoryRegisters(now: MachineState, before: MachineState | null): RegisterValue[] {
  return Array.from(now.m, (value, index) => {
    const was = before?.m[index] ?? value
    return { name: `M[${String(index)}]`, value, old: was === value ? null : was, reading: [], read: false }
  })
}

/** The register of a row by its name: `A`, `X`, `M[3]`. */
export function registerOf(name: string): Register {
  const cell = /^M\[(\d+)\]$/.exec(name)?.[1]
  return cell === undefined ? (name === 'X' ? 'X' : 'A') : Number(cell)
}
