/**
 * A program as a WebAssembly module that filters many packets in one call.
 *
 * The module imports the memory that holds packets and tables, `env.memory`, and exports
 *
 *   filter(first, count, packets, caplens, wirelens, verdicts) → matches
 *   filter(…, unfinished) → matches, where packets are cut
 *   filter(…, counters, steps) → matches, where it counts
 *
 * The last arguments are addresses of tables of unsigned 32-bit numbers, one for each packet: where
 * its first byte is, how many bytes are there, how many it had on the wire; and where its verdict
 * and its steps go. Where packets lie in columns, the first of these is the address of the first
 * column. Addresses may be anywhere in a memory of 4 GB.
 *
 * A run that ends without a return (a load past the end, a division by zero, an instruction that
 * does not exist) has the verdict 0, and so has one that reaches the step limit; the exported global
 * `stopped` counts these. In columns packets are cut, and of one that may have been longer the former
 * says nothing: its number goes into the list `unfinished`, whose length is in the global of that name.
 * Every program can be compiled, checked or not. Loads of metadata, which only rows allow, call
 * `env.extension(address, caplen, wirelen, k, a, x)`, which gives the new A; the first three are the packet's.
 *
 * Left out on purpose: instantiating; this folder makes bytes. Source: vm/step.ts for what a program
 * does, WebAssembly Core Specification 2.0 for the bytes.
 */
import { MEMWORDS, type Flavour, type Program } from '../bpf/index.ts'
import { cutIntoBlocks } from './blocks.ts'
import { ConstantSets } from './constant-sets.ts'
import { factsAtStart, reachOf } from './facts.ts'
import { Meter, type Counters } from './meter.ts'
import { asksForExtension } from './instruction-code.ts'
import { canRunInLanes, emitLanes } from './lanes-code.ts'
import { type PacketLayout } from './packet-layout.ts'
import { emitRun } from './run-code.ts'
import { shapeOf } from './shape.ts'
import { Code, OP, TYPE, type Label } from './wasm-code.ts'
import { V } from './wasm-vectors.ts'
import { encodeModule } from './wasm-module.ts'

export interface BulkOptions {
  readonly flavour: Flavour
  /** Byte of every packet where its network header starts. */
  readonly netoff: number
  /** Instructions that a run may take at most. */
  readonly stepLimit: number
  /**
   * Whether steps and hits are counted: there are the arguments `counters`, the address of the counters, and `steps`
   * then, and globals `steps` (in all, 64 bits) and `worst` (the most that a packet took).
   */
  readonly counted: boolean
  /** A filter that counts takes packets in columns to be all it asks for. */
  readonly layout: PacketLayout
  /** Room in the memory for what the program itself needs there. */
  readonly room: { readonly address: number; readonly size: number }
  /** Whether there are vectors: short programs are run for four packets at once then. */
  readonly lanes: boolean
  /** Whether the memory is a shared one. */
  readonly shared: boolean
}

export interface BulkModule {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Whether `env.extension` must be given. */
  readonly asksForExtension: boolean
  /** Which counter counts what; null where nothing is counted. */
  readonly counters: Counters | null
}

/** Globals and arguments that come behind the first ones are of a variant. */
const GLOBAL = { STOPPED: 0, STEPS: 1, WORST: 2, UNFINISHED: 1 } as const
const ARGUMENT = { COUNTERS: 6, STEPS: 7, UNFINISHED: 6 } as const
const PARAMETERS = 6
/** Packets that are touched together, a power of two; where they lie so many bytes apart on average; at which bytes. */
const TOUCHED = 64
const APART = 128
const TOUCHED_BYTES = [12, 36]
const i32 = (count: number) => Array.from({ length: count }, () => TYPE.I32)

export function compileBulk(program: Program, options: BulkOptions): BulkModule {
  const { flavour, netoff, counted, layout, room, lanes, shared } = options
  const extension = asksForExtension(program, flavour)
  if (extension && layout.kind === 'columns') throw new Error('Broken invariant: metadata is of whole packets')
  const cutAt = layout.kind === 'columns' && !counted && reachOf(program, options) > layout.bytes ? layout.bytes : null
  const parameters = PARAMETERS + (counted ? 2 : cutAt !== null ? 1 : 0)
  const code = new Code(parameters)
  const [first, count, packets, caplens, wirelens, verdicts] = [0, 1, 2, 3, 4, 5] as const
  const locals = {
    packet: code.local(),
    caplen: code.local(),
    at: code.local(),
    wirelens,
    a: code.local(),
    x: code.local(),
    raw: code.local(),
    temporary: code.local(),
    place: code.local(),
    m: Array.from({ length: MEMWORDS }, () => code.local()),
  }
  const [end, verdict, matches, steps] = [code.local(), code.local(), code.local(), code.local()]

  // A run takes each instruction once at most, and one step past the end, unless there is a way back.
  const cut = cutIntoBlocks(program, flavour)
  const isBounded = cut.loops.size === 0 && program.length + 1 <= options.stepLimit
  const meter =
    counted || !isBounded
      ? new Meter(program, {
          stepLimit: isBounded ? null : options.stepLimit,
          steps,
          counters: counted ? ARGUMENT.COUNTERS : null,
        })
      : null
  const sets = meter === null ? new ConstantSets(room) : null

  code.get(first)
  code.i32(2)
  code.op(OP.I32_SHL)
  code.tee(locals.at)
  code.get(count)
  code.i32(2)
  code.op(OP.I32_SHL, OP.I32_ADD)
  code.set(end)
  const shape = shapeOf(program, cut, flavour, factsAtStart(0), sets !== null)
  if (lanes && meter === null && canRunInLanes(program, shape, options)) emitByFours()
  // One after the other, those that are left over or all.
  const over = code.block()
  const next = code.loop()
  code.get(locals.at)
  code.get(end)
  code.op(OP.I32_EQ)
  code.brIf(over)
  place(packets)
  if (layout.kind === 'rows') code.load(OP.I32_LOAD)
  code.set(locals.packet)
  place(caplens)
  code.load(OP.I32_LOAD)
  code.set(locals.caplen)

  emitWithJumps()
  code.set(verdict)

  place(verdicts)
  code.get(verdict)
  code.store(OP.I32_STORE)
  code.get(verdict)
  code.i32(0)
  code.op(OP.I32_NE)
  code.get(matches)
  code.op(OP.I32_ADD)
  code.set(matches)
  if (counted) tally()
  advance(1)
  code.br(next)
  code.end()
  code.end()
  code.get(matches)

  const bytes = encodeModule({
    run: { type: { parameters: i32(parameters), results: i32(1) }, code: code.function() },
    extension: extension ? { parameters: i32(6), results: i32(1) } : null,
    shared,
    globals: [
      { name: 'stopped', type: TYPE.I32 },
      ...(counted
        ? [
            { name: 'steps', type: TYPE.I64 },
            { name: 'worst', type: TYPE.I32 },
          ]
        : []),
      ...(cutAt !== null ? [{ name: 'unfinished', type: TYPE.I32 }] : []),
    ],
    data: sets?.data() ?? null,
  })
  return { bytes, asksForExtension: extension, counters: counted && meter !== null ? meter.counters() : null }

  /** Four packets at a time, as long as there are four. */
  function emitByFours() {
    const vector = () => code.local(TYPE.V128)
    const addresses = Array.from({ length: layout.kind === 'rows' ? 4 : 1 }, () => code.local())
    const [caplens_, wirelens_, temporary] = [vector(), vector(), vector()]
    const [verdicts_, past] = [vector(), vector()]
    const last = code.local()
    code.get(end)
    code.i32(16)
    code.op(OP.I32_SUB)
    code.set(last)
    const done = code.block()
    const next = code.loop()
    code.get(locals.at)
    code.get(last)
    code.op(OP.I32_GT_S)
    code.brIf(done)
    if (layout.kind === 'rows' && layout.readable > Math.max(...TOUCHED_BYTES)) touchAhead(last)
    for (const [lane, local] of addresses.entries()) {
      place(packets)
      if (layout.kind === 'rows') code.load(OP.I32_LOAD, 4 * lane)
      code.set(local)
    }
    for (const [table, local] of [
      [caplens, caplens_],
      [wirelens, wirelens_],
    ] as const) {
      place(table)
      code.op(...V.load(0))
      code.set(local)
    }
    emitLanes(
      program,
      shape,
      { code, flavour, netoff, layout, sets, packets: addresses, caplens: caplens_, wirelens: wirelens_, temporary },
      { verdicts: verdicts_, past },
    )
    place(verdicts)
    code.get(verdicts_)
    code.op(...V.store(0))
    code.get(matches)
    code.get(verdicts_)
    code.op(...V.constant(0), ...V.NE, ...V.BITMASK, OP.I32_POPCNT, OP.I32_ADD)
    code.set(matches)
    if (cutAt !== null) noteUnfinishedLanes(cutAt, caplens_, past)
    advance(4)
    code.br(next)
    code.end()
    code.end()
  }

  /**
   * Of packets that lie far apart each costs a wait for the memory, and a processor waits for several at once only
   * where it sees them together. So at every TOUCHED packets the beginnings of these are loaded one behind the other.
   */
  function touchAhead(last: number) {
    code.get(locals.at)
    code.i32(4 * TOUCHED - 1)
    code.op(OP.I32_AND, OP.I32_EQZ)
    code.get(locals.at)
    code.i32(4 * (TOUCHED - 4))
    code.op(OP.I32_ADD)
    code.get(last)
    code.op(OP.I32_GT_S, OP.I32_EQZ, OP.I32_AND)
    code.if()
    place(packets)
    code.tee(locals.place)
    code.load(OP.I32_LOAD, 4 * (TOUCHED - 1))
    code.get(locals.place)
    code.load(OP.I32_LOAD)
    code.op(OP.I32_SUB)
    code.i32(TOUCHED * APART)
    code.op(OP.I32_GT_U)
    code.if()
    // What they are is of no use; it goes where the first verdict will soon be written over it.
    place(verdicts)
    code.i32(0)
    for (let packet = 0; packet < TOUCHED; packet++) {
      for (const byte of TOUCHED_BYTES) {
        code.get(locals.place)
        code.load(OP.I32_LOAD, 4 * packet)
        code.load(OP.I32_LOAD8_U, byte)
        code.op(OP.I32_XOR)
      }
    }
    code.store(OP.I32_STORE)
    code.end()
    code.end()
  }

  function noteUnfinishedLanes(bytes: number, caplens_: number, past: number) {
    code.get(caplens_)
    code.op(...V.constant(bytes), ...V.EQ)
    code.get(past)
    code.op(...V.AND)
    code.set(past)
    code.get(past)
    code.op(...V.ANY)
    code.if()
    for (const lane of [0, 1, 2, 3]) {
      code.get(past)
      code.op(...V.extract(lane))
      code.if()
      note(lane)
      code.end()
    }
    code.end()
  }

  function advance(packets: number) {
    code.get(locals.at)
    code.i32(4 * packets)
    code.op(OP.I32_ADD)
    code.set(locals.at)
  }

  /** Leaves the address of the packet's number in a table on the stack. */
  function place(table: number) {
    code.get(table)
    code.get(locals.at)
    code.op(OP.I32_ADD)
  }

  function emitWithJumps() {
    const done = code.block(TYPE.I32)
    const drop = code.block()
    const limit = meter === null ? null : openLimit(meter, done)
    emitRun(program, shape, { code, flavour, netoff, layout, meter, sets, locals, done, dropIf: () => code.brIf(drop) })
    if (limit !== null) limit()
    code.end()
    if (cutAt !== null) noteUnfinished(cutAt)
    code.i32(0)
    code.end()
  }

  /** Gives what has to stand behind the run; only what has reached the limit comes there. */
  function openLimit(counting: Meter, done: Label): () => void {
    code.i32(0)
    code.set(steps)
    const label = (counting.limit = code.block())
    const drop = { level: label.level - 1 }
    return () => {
      code.br(drop)
      code.end()
      code.i32(options.stepLimit)
      code.set(steps)
      code.getGlobal(GLOBAL.STOPPED)
      code.i32(1)
      code.op(OP.I32_ADD)
      code.setGlobal(GLOBAL.STOPPED)
      code.i32(0)
      code.br(done)
    }
  }

  /** In what follows a run that has ended without a return. */
  function noteUnfinished(bytes: number) {
    code.get(locals.caplen)
    code.i32(bytes)
    code.op(OP.I32_EQ)
    code.if()
    note(0)
    code.end()
  }

  /** Puts the number of a packet, counted from the one at hand, into the list. */
  function note(packet: number) {
    code.get(ARGUMENT.UNFINISHED)
    code.getGlobal(GLOBAL.UNFINISHED)
    code.i32(2)
    code.op(OP.I32_SHL, OP.I32_ADD)
    code.get(locals.at)
    code.i32(2)
    code.op(OP.I32_SHR_U)
    code.i32(packet)
    code.op(OP.I32_ADD)
    code.store(OP.I32_STORE)
    code.getGlobal(GLOBAL.UNFINISHED)
    code.i32(1)
    code.op(OP.I32_ADD)
    code.setGlobal(GLOBAL.UNFINISHED)
  }

  function tally() {
    place(ARGUMENT.STEPS)
    code.get(steps)
    code.store(OP.I32_STORE)
    code.getGlobal(GLOBAL.STEPS)
    code.get(steps)
    code.op(OP.I64_EXTEND_I32_U, OP.I64_ADD)
    code.setGlobal(GLOBAL.STEPS)
    code.get(steps)
    code.getGlobal(GLOBAL.WORST)
    code.get(steps)
    code.getGlobal(GLOBAL.WORST)
    code.op(OP.I32_GT_U, OP.SELECT)
    code.setGlobal(GLOBAL.WORST)
  }
}
